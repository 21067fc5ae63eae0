import type { StageFacts } from './stage-facts.ts';

const DECIDES = {
  lot: 'lotten avgör',
  'look-back': 'ett tidigare steg avgör',
  'head-to-head': 'jämförelsen två och två avgör',
  sum: 'den högre poängsumman avgör',
  'top-scores': 'antalet toppbetyg avgör',
} as const;

/** Ett steg i räkningen, på vanlig svenska. */
export function swedish(facts: StageFacts): string {
  return `${happening(facts)}${outcome(facts)}.`;
}

function happening(facts: StageFacts): string {
  const { stage, sheet, subject } = facts;
  switch (stage.action) {
    case 'first':
      return `${ballots(facts)} och ${places(sheet.seats)} ger kvoten ${comma(facts.quota)}; ${lead(facts, 'förstahandsröster')}`;
    case 'surplus':
      return `${chosen(facts)}${subject} har ${comma(facts.surplus)} mer än kvoten, och de går vidare till nästa namn${flow(facts)}`;
    case 'exclude':
      if (stage.transfers.length === 0) return `${chosen(facts)}${reason(facts)}`;
      return `${chosen(facts)}${reason(facts)}, och röstsedlarna går vidare till nästa namn${flow(facts)}`;
    case 'round':
      if (stage.excluded.length === 0) return `Rösterna fördelas på nytt och kvoten är ${comma(facts.quota)}`;
      return `Med kvoten ${comma(facts.quota)} gäller att ${chosen(facts)}${reason(facts)}`;
    case 'finish':
      return facts.elected.length === 0
        ? 'Alla lediga platser är tillsatta'
        : 'Det finns inte fler kandidater kvar än platser';
    case 'sum':
      if (stage.finalists) return `${list(facts.finalists)} har flest poäng och möts i en slutomgång`;
      return `${ballots(facts)} räknades; ${lead(facts, sheet.method === 'score' ? 'poäng' : 'röster')}`;
    case 'runoff':
      return `I slutomgången föredrar ${facts.runoff[0]} röstsedlar ${list(facts.elected)} och ${facts.runoff[1]} den andra`;
    case 'beatpath':
      if (facts.beatsAll)
        return `${list(facts.winners)} föredras framför var och en av de andra när de jämförs två och två`;
      return `Efter den starkaste kedjan av jämförelser två och två besegras ${list(facts.winners)} inte av någon`;
  }
}

function reason({ stage, subject, subjectVotes, lowerSafe }: StageFacts): string {
  if (stage.barred) return `${subject} kan inte få någon plats inom gruppernas gränser och stryks`;
  const those = lowerSafe ? ' av dem som får strykas' : '';
  return `${subject} har minst antal röster${those} (${comma(subjectVotes)}) och stryks`;
}

/** Hur ett lika röstetal avgjordes, innan det sägs vem det gällde. */
function chosen({ tie, subjectVotes }: StageFacts): string {
  if (tie === null) return '';
  const how = tie.resolvedBy === 'look-back' ? `steg ${tie.lookBackStage} avgör` : 'lotten avgör';
  return `${list(tie.tied)} ligger ${tie.exact ? '' : 'nästan '}lika på ${comma(subjectVotes)} och ${how}: `;
}

function lead({ leaders, leadersVotes }: StageFacts, what: string): string {
  return `${list(leaders)} har flest ${what} (${comma(leadersVotes)}${leaders.length === 1 ? '' : ' var'})`;
}

function flow({ gainers, gain, lost }: StageFacts): string {
  const most =
    gainers.length === 0
      ? ''
      : `, flest till ${list(gainers)} (${comma(gain)}${gainers.length === 1 ? '' : ' var'})`;
  return lost === null ? most : `${most}${most === '' ? ',' : ' och'} ${comma(lost)} till ingen`;
}

function outcome(facts: StageFacts): string {
  const { elected, staying, reopened } = facts;
  const parts = facts.choices.map(
    (tie) => `${list(tie.tied)} ligger lika och ${DECIDES[tie.resolvedBy]} till förmån för ${tie.chosen}`,
  );
  if (staying.length > 0) parts.push(`${list(staying)} behåller sin plats`);
  if (elected.length > 0) parts.push(`${list(elected)} väljs`);
  if (facts.nobodyElected) parts.push(facts.stage.stage === 1 ? 'ingen når kvoten' : 'ingen ny når kvoten');
  if (reopened > 0) parts.push(`nomineringen öppnas på nytt för ${places(reopened)}`);
  if (facts.notProportional) parts.push('metoden fördelar inte platserna proportionellt');
  return parts.map((part) => `; ${part}`).join('');
}

function ballots({ sheet }: StageFacts): string {
  return sheet.validBallots === 1 ? '1 giltig röstsedel' : `${sheet.validBallots} giltiga röstsedlar`;
}

function places(seats: number): string {
  return seats === 1 ? '1 plats' : `${seats} platser`;
}

function list(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} och ${names.at(-1)}`;
}

function comma(votes: string): string {
  return votes.replace('.', ',');
}
