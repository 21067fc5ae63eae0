import type { CountSheet, Tie } from './count-sheet.ts';
import { decimal } from './decimal.ts';
import type { BareStage } from './findings.ts';

/** A sheet whose stages have no sentences yet. */
export type BareSheet = Omit<CountSheet, 'stages'> & { stages: BareStage[] };

/** `exact` is false where totals are level only within what the Meek count has not shared out yet. */
type NamedTie = Omit<Tie, 'tied' | 'chosen'> & { tied: string[]; chosen: string; exact: boolean };

/** What a sentence about a stage may say, with names for numbers and totals cut to two decimals. */
export type StageFacts = {
  stage: BareStage;
  sheet: BareSheet;
  elected: string[];
  /** Countback: members who keep their seat by this stage. */
  staying: string[];
  /** Whose surplus or papers moved, or who was excluded in a Meek round. */
  subject: string;
  /** The subject's total before the stage; in a Meek round, at its end. */
  subjectVotes: string;
  /** Everyone with the highest total, and that total. */
  leaders: string[];
  leadersVotes: string;
  quota: string;
  /** Votes above the quota that moved. */
  surplus: string;
  /** Those who received most of a transfer, and how much each. */
  gainers: string[];
  gain: string;
  /** Votes that found no further preference at this stage; null if none. */
  lost: string | null;
  /** How a tie over the subject was resolved, with the names of the tied. */
  tie: NamedTie | null;
  /** Ties over who is elected or goes on to a run-off. */
  choices: NamedTie[];
  /** Somebody with fewer votes than the subject may not be excluded. */
  lowerSafe: boolean;
  finalists: string[];
  /** Schulze: those beaten by nobody, and whether the only one beats every other two by two. */
  winners: string[];
  beatsAll: boolean;
  /** Run-off: ballots for the winner, for the other. */
  runoff: [string, string];
  /** Seats that fell to "reopen nominations" at this stage. */
  reopened: number;
  /** A stage that might have elected somebody did not. */
  nobodyElected: boolean;
  /** Several seats were filled by a method that does not share them in proportion; said once, at the end. */
  notProportional: boolean;
};

/** Gathers what the two languages say about a stage. */
export function stageFacts(stage: BareStage, sheet: BareSheet): StageFacts {
  const name = (candidate: number) => sheet.candidates[candidate - 1] ?? '';
  const total = (candidate: number) => stage.votes[candidate - 1] ?? '0';
  const subject = stage.candidate ?? stage.excluded[0] ?? 0;
  const before = stage.candidate === null ? stage : (sheet.stages[stage.stage - 2] ?? stage);
  const subjectVotes = before.votes[subject - 1] ?? '0';
  const received = stage.transfers.filter(({ to }) => to !== null);
  const most = mostOf(received.map(({ votes }) => votes));
  const top = mostOf(stage.votes);
  const tie = sheet.ties.find((each) => each.chosen === subject && each.stage === before.stage) ?? null;
  const named = (each: Tie): NamedTie => ({
    ...each,
    tied: each.tied.map(name),
    chosen: name(each.chosen),
    exact: each.tied.every((candidate) => before.votes[candidate - 1] === before.votes[each.chosen - 1]),
  });
  const finalists = stage.finalists ?? [];
  const duel = [...finalists].sort(
    (a, b) => Number(stage.elected.includes(b)) - Number(stage.elected.includes(a)),
  );
  const isLast = stage.stage === sheet.stages.length;
  const reopened = isLast ? (sheet.reopenNominations?.seats ?? 0) : 0;
  return {
    stage,
    sheet,
    elected: stage.elected.filter((candidate) => !sheet.protected?.includes(candidate)).map(name),
    staying: stage.elected.filter((candidate) => sheet.protected?.includes(candidate)).map(name),
    subject: name(subject),
    subjectVotes: short(subjectVotes),
    leaders: stage.votes.flatMap((votes, index) => (votes === top ? [name(index + 1)] : [])),
    leadersVotes: short(top),
    quota: short(stage.quota ?? '0'),
    surplus: short(difference(subjectVotes, stage.votes[subject - 1] ?? '0')),
    gainers: received.filter(({ votes }) => votes === most).map(({ to }) => name(to ?? 0)),
    gain: short(most),
    lost: stage.transfers.filter(({ to }) => to === null).map(({ votes }) => short(votes))[0] ?? null,
    tie: tie && named(tie),
    choices: sheet.ties
      .filter((each) => each.stage === stage.stage && !['surplus', 'exclude'].includes(each.purpose))
      .map(named),
    lowerSafe: stillIn(sheet, stage).some((candidate) =>
      isLess(before.votes[candidate - 1] ?? '0', subjectVotes),
    ),
    finalists: finalists.map(name),
    winners: (sheet.winners ?? []).map(name),
    beatsAll: sheet.winners?.length === 1 && beatsAll(sheet.pairwise ?? [], sheet.winners[0] ?? 0),
    runoff: [short(total(duel[0] ?? 0)), short(total(duel[1] ?? 0))],
    reopened,
    nobodyElected:
      [...stage.elected, ...stage.excluded].length + reopened === 0 &&
      ['first', 'surplus', 'round'].includes(stage.action),
    notProportional: isLast && sheet.notes.includes('not-proportional'),
  };
}

/** The greatest of some decimals of one scale; such decimals without a sign compare by length, then as text. */
function mostOf(decimals: string[]): string {
  return decimals.reduce(
    (most, each) => (each.length > most.length || (each.length === most.length && each > most) ? each : most),
    '0',
  );
}

function beatsAll(pairwise: number[][], winner: number): boolean {
  return pairwise.every(
    (row, other) => other === winner - 1 || (pairwise[winner - 1]?.[other] ?? 0) > (row[winner - 1] ?? 0),
  );
}

function isLess(a: string, b: string): boolean {
  return a.length < b.length || (a.length === b.length && a < b);
}

/** Candidates who continue after a stage. */
function stillIn(sheet: BareSheet, { stage }: BareStage): number[] {
  const gone = sheet.stages.slice(0, stage).flatMap(({ elected, excluded }) => [...elected, ...excluded]);
  const numbers = sheet.candidates.map((_, index) => index + 1);
  return numbers.filter((candidate) => !gone.includes(candidate) && !sheet.withdrawn.includes(candidate));
}

function difference(more: string, less: string): string {
  const places = more.split('.')[1]?.length ?? 0;
  return decimal(BigInt(more.replace('.', '')) - BigInt(less.replace('.', '')), places);
}

/** Two decimals at most, cut and never rounded, so that a total below the quota never reads as the quota. */
function short(votes: string): string {
  return votes
    .replace(/(\.\d\d)\d*$/, '$1')
    .replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros));
}
