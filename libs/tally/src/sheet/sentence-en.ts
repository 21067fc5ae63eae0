import type { StageFacts } from './stage-facts.ts';

const DECIDES = {
  lot: 'the lot decides',
  'look-back': 'an earlier stage decides',
  'head-to-head': 'the comparison two by two decides',
  sum: 'the higher score decides',
  'top-scores': 'the number of top scores decides',
} as const;

/** A stage in plain English. */
export function english(facts: StageFacts): string {
  return `${happening(facts)}${outcome(facts)}.`;
}

function happening(facts: StageFacts): string {
  const { stage, sheet, subject } = facts;
  switch (stage.action) {
    case 'first':
      return `${ballots(facts)} and ${places(sheet.seats)} make the quota ${facts.quota}; ${lead(facts, 'first preferences')}`;
    case 'surplus':
      return `${chosen(facts)}${subject} has ${facts.surplus} more than the quota, and they move to the next preferences${flow(facts)}`;
    case 'exclude':
      if (stage.transfers.length === 0) return `${chosen(facts)}${reason(facts)}`;
      return `${chosen(facts)}${reason(facts)}, and the ballots move to the next preferences${flow(facts)}`;
    case 'round':
      if (stage.excluded.length === 0) return `The votes are shared out anew and the quota is ${facts.quota}`;
      return `With the quota at ${facts.quota}, ${chosen(facts)}${reason(facts)}`;
    case 'finish':
      return facts.elected.length === 0
        ? 'Every vacancy is filled'
        : 'No more candidates are left than there are places';
    case 'sum':
      if (stage.finalists) return `${list(facts.finalists)} have the highest scores and meet in a run-off`;
      return `${ballots(facts)} were counted; ${lead(facts, sheet.method === 'score' ? 'points' : 'votes')}`;
    case 'runoff':
      return `In the run-off ${facts.runoff[0]} ballots prefer ${list(facts.elected)} and ${facts.runoff[1]} the other finalist`;
    case 'beatpath':
      if (facts.beatsAll)
        return `${list(facts.winners)} is preferred to each of the others when they are compared two by two`;
      return `By the strongest chain of comparisons two by two, ${list(facts.winners)} ${facts.winners.length === 1 ? 'is' : 'are'} beaten by nobody`;
  }
}

function reason({ stage, subject, subjectVotes, lowerSafe }: StageFacts): string {
  if (stage.barred) return `${subject} can have no seat within the limits for the groups and is excluded`;
  const those = lowerSafe ? ' of those who may be excluded' : '';
  return `${subject} has the fewest votes${those} (${subjectVotes}) and is excluded`;
}

/** How a tie was broken, before the one it fell on is named. */
function chosen({ tie, subjectVotes }: StageFacts): string {
  if (tie === null) return '';
  const how = tie.resolvedBy === 'look-back' ? `stage ${tie.lookBackStage} decides` : 'the lot decides';
  return `${list(tie.tied)} are ${tie.exact ? '' : 'almost '}level at ${subjectVotes} and ${how}: `;
}

function lead({ leaders, leadersVotes }: StageFacts, what: string): string {
  return `${list(leaders)} ${leaders.length === 1 ? 'has' : 'have'} the most ${what} (${leadersVotes}${leaders.length === 1 ? '' : ' each'})`;
}

function flow({ gainers, gain, lost }: StageFacts): string {
  const most =
    gainers.length === 0 ? '' : `, most to ${list(gainers)} (${gain}${gainers.length === 1 ? '' : ' each'})`;
  return lost === null ? most : `${most}${most === '' ? ',' : ' and'} ${lost} to nobody`;
}

function outcome(facts: StageFacts): string {
  const { elected, staying, reopened } = facts;
  const parts = facts.choices.map(
    (tie) => `${list(tie.tied)} are level and ${DECIDES[tie.resolvedBy]} for ${tie.chosen}`,
  );
  if (staying.length > 0)
    parts.push(`${list(staying)} ${staying.length === 1 ? 'keeps the seat' : 'keep their seats'}`);
  if (elected.length > 0) parts.push(`${list(elected)} ${elected.length === 1 ? 'is' : 'are'} elected`);
  if (facts.nobodyElected)
    parts.push(facts.stage.stage === 1 ? 'nobody reaches the quota' : 'nobody new reaches the quota');
  if (reopened > 0) parts.push(`nominations are reopened for ${places(reopened)}`);
  if (facts.notProportional) parts.push('this method does not share seats in proportion');
  return parts.map((part) => `; ${part}`).join('');
}

function ballots({ sheet }: StageFacts): string {
  return sheet.validBallots === 1 ? '1 valid ballot' : `${sheet.validBallots} valid ballots`;
}

function places(seats: number): string {
  return seats === 1 ? '1 seat' : `${seats} seats`;
}

function list(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
