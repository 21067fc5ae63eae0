import type { CountSheet, Stage } from '@app/tally';

export const METHOD_NAMES: Record<CountSheet['method'], string> = {
  'scottish-stv': 'Scottish STV',
  meek: 'Meek STV',
  countback: 'Countback by Meek STV',
  schulze: 'Schulze',
  plurality: 'Plurality',
  approval: 'Approval',
  score: 'Score',
  star: 'STAR',
};

/** What the totals of this sheet are totals of. */
export function unitOf({ method }: CountSheet): string {
  if (method === 'schulze') return 'Rivals beaten';
  return method === 'score' || method === 'star' ? 'Points' : 'Votes';
}

/** A total with the decimals that say something: `1096.00000` is `1096`. */
export function trimmed(votes: string): string {
  return votes.includes('.') ? votes.replace(/\.?0+$/, '') : votes;
}

/** What became of a candidate at a stage. */
export function fate(sheet: CountSheet, stage: Stage, candidate: number): string {
  if (stage.elected.includes(candidate)) return 'elected';
  if (stage.excluded.includes(candidate)) return 'excluded';
  if (stage.finalists?.includes(candidate) && stage.action === 'sum') return 'in the run-off';
  if (sheet.withdrawn.includes(candidate)) return 'withdrawn';
  const before = sheet.stages.slice(0, stage.stage - 1);
  if (before.some(({ elected }) => elected.includes(candidate))) return 'elected before';
  return before.some(({ excluded }) => excluded.includes(candidate)) ? 'excluded before' : '';
}

/** Difference of two totals of one scale, with its sign; empty where nothing changed. */
export function change(before: string | undefined, after: string): string {
  if (before === undefined || before === after) return '';
  const units = (votes: string) => BigInt(votes.replace('.', ''));
  const places = after.split('.')[1]?.length ?? 0;
  const difference = units(after) - units(before);
  const digits = String(difference < 0n ? -difference : difference).padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return `${difference < 0n ? '−' : '+'}${trimmed(text)}`;
}

/** The seats and ballots in one line. */
export function summary(sheet: CountSheet): string {
  const seats = sheet.seats === 1 ? '1 seat' : `${sheet.seats} seats`;
  const invalid = sheet.invalidBallots > 0 ? `, ${sheet.invalidBallots} invalid` : '';
  const quota = sheet.quota === null ? '' : `, quota ${trimmed(sheet.quota)}`;
  return `${seats}, ${sheet.validBallots} valid ballots${invalid}${quota}`;
}
