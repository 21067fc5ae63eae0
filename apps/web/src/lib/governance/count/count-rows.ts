import type { CountSheet, CountStage } from '@app/contract';

export type Standing = 'continuing' | 'elected' | 'out';

/** One candidate at the end of one stage. */
export interface Cell {
  stage: number;
  votes: string;
  /** Votes that came by transfer at this stage, and votes that left; floating point, for showing only. */
  received: number;
  gave: number;
  standing: Standing;
  /** What the stage decided about the candidate. */
  decided: 'elected' | 'excluded' | null;
  /** Lengths of the bar and of its transferred end, in percent of the greatest total of the count. */
  length: number;
  receivedLength: number;
}

export interface Row {
  number: number;
  name: string;
  electedAt: number | null;
  excludedAt: number | null;
  withdrawn: boolean;
  cells: Cell[];
}

/** The sheet by candidate: those elected first, in order, then those who stayed longest. */
export function countRows(sheet: CountSheet, names: readonly string[]): Row[] {
  const scale = scaleOf(sheet);
  const rows = names.map((name, index): Row => {
    const number = index + 1;
    const electedAt = sheet.elected.find(({ candidate }) => candidate === number)?.stage ?? null;
    const excludedAt = sheet.stages.find(({ excluded }) => excluded.includes(number))?.stage ?? null;
    const withdrawn = sheet.withdrawn.includes(number);
    const left = withdrawn ? 0 : (excludedAt ?? Infinity);
    const cells = sheet.stages.map((stage) => cellOf(sheet, stage, { number, scale, electedAt, left }));
    return { number, name, electedAt, excludedAt, withdrawn, cells };
  });
  const order = new Map(sheet.elected.map(({ candidate }, place) => [candidate, place]));
  const place = ({ number }: Row) => order.get(number) ?? order.size;
  const leftAt = (row: Row) => (row.withdrawn ? 0 : (row.excludedAt ?? sheet.stages.length + 1));
  const lastVotes = (row: Row) => Number(row.cells[Math.max(0, leftAt(row) - 2)]?.votes ?? 0);
  return rows.toSorted((a, b) => place(a) - place(b) || leftAt(b) - leftAt(a) || lastVotes(b) - lastVotes(a));
}

/** Where the quota stands on a bar, in percent; null where there is none. */
export function quotaAt(sheet: CountSheet, stage: CountStage): number | null {
  return stage.quota === null ? null : (100 * Number(stage.quota)) / scaleOf(sheet);
}

function scaleOf(sheet: CountSheet): number {
  return Math.max(1e-9, ...sheet.stages.flatMap(({ votes, quota }) => [...votes, quota ?? '0'].map(Number)));
}

/** Stages whose totals are those of the stage before, with votes moved. */
const MOVES: readonly CountStage['action'][] = ['surplus', 'exclude', 'round', 'finish'];

function cellOf(
  sheet: CountSheet,
  stage: CountStage,
  {
    number,
    scale,
    electedAt,
    left,
  }: { number: number; scale: number; electedAt: number | null; left: number },
): Cell {
  const votes = stage.votes[number - 1] ?? '0';
  const before = MOVES.includes(stage.action) ? sheet.stages[stage.stage - 2]?.votes[number - 1] : undefined;
  const change = before === undefined ? 0 : Number(votes) - Number(before);
  const received = Math.max(0, change);
  const elected = electedAt !== null && electedAt <= stage.stage;
  return {
    stage: stage.stage,
    votes,
    received,
    gave: Math.max(0, -change),
    standing: elected ? 'elected' : left <= stage.stage ? 'out' : 'continuing',
    decided: electedAt === stage.stage ? 'elected' : left === stage.stage ? 'excluded' : null,
    length: (100 * Number(votes)) / scale,
    receivedLength: (100 * received) / scale,
  };
}
