import { z } from 'zod';

/** Votes as a decimal at the counting rule's scale, such as `1096.00000`. */
const Votes = z.string().regex(/^\d+(\.\d+)?$/);
const CandidateNumber = z.number().int().positive();
const StageNumber = z.number().int().positive();
const Papers = z.number().int().nonnegative();

export const CountMethod = z.enum([
  'scottish-stv',
  'meek',
  'schulze',
  'plurality',
  'approval',
  'score',
  'star',
]);
export type CountMethod = z.infer<typeof CountMethod>;

export const CountTransfer = z.object({
  from: CandidateNumber,
  /** null: no further preference, not transferable. */
  to: CandidateNumber.nullable(),
  papers: Papers,
  votes: Votes,
});
export type CountTransfer = z.infer<typeof CountTransfer>;

/** One step of a count with everybody's total after it. */
export const CountStage = z.object({
  stage: StageNumber,
  action: z.enum(['first', 'surplus', 'exclude', 'round', 'finish', 'sum', 'runoff', 'beatpath']),
  /** Whose surplus or papers moved. */
  candidate: CandidateNumber.nullable(),
  /** In candidate order. */
  votes: z.array(Votes),
  quota: Votes.nullable(),
  /** Votes that no longer count for anyone, since the first stage. */
  nonTransferable: Votes,
  /** Votes lost where transfer values are cut, since the first stage. */
  lossByFraction: Votes,
  transfers: z.array(CountTransfer),
  elected: z.array(CandidateNumber),
  excluded: z.array(CandidateNumber),
  /** The excluded candidate's group may have no further seat, whatever the votes. */
  barred: z.literal(true).optional(),
  sentence: z.object({ en: z.string(), sv: z.string() }),
  iterations: z.number().int().positive().optional(),
  keepFactors: z.array(Votes).optional(),
  protectedQuota: Votes.optional(),
  finalists: z.array(CandidateNumber).optional(),
});
export type CountStage = z.infer<typeof CountStage>;

export const CountTie = z.object({
  stage: StageNumber,
  purpose: z.enum(['surplus', 'exclude', 'elect', 'finalist', 'runoff']),
  tied: z.array(CandidateNumber),
  chosen: CandidateNumber,
  resolvedBy: z.enum(['look-back', 'head-to-head', 'sum', 'top-scores', 'lot']),
  lookBackStage: StageNumber.nullable(),
});
export type CountTie = z.infer<typeof CountTie>;

export const SeatConstraint = z.object({
  group: z.string(),
  candidates: z.array(CandidateNumber),
  minimum: z.number().int().nonnegative(),
  maximum: z.number().int().nonnegative(),
});
export type SeatConstraint = z.infer<typeof SeatConstraint>;

/** The whole result of a count; candidates are numbered from 1. */
export const CountSheet = z.object({
  method: z.enum([...CountMethod.options, 'countback']),
  title: z.string(),
  seats: z.number().int().positive(),
  candidates: z.array(z.string()),
  withdrawn: z.array(CandidateNumber),
  validBallots: Papers,
  invalidBallots: Papers,
  quota: Votes.nullable(),
  /** In order of election. */
  elected: z.array(z.object({ candidate: CandidateNumber, stage: StageNumber })),
  unfilledSeats: z.number().int().nonnegative(),
  /** "Reopen nominations" as a candidate, and the seats that fell to it. */
  reopenNominations: z
    .object({ candidate: CandidateNumber, seats: z.number().int().nonnegative() })
    .nullable(),
  constraints: z.array(SeatConstraint),
  stages: z.array(CountStage),
  ties: z.array(CountTie),
  lotOrder: z.array(CandidateNumber),
  notes: z.array(z.enum(['not-proportional', 'minimum-out-of-reach'])),
  winners: z.array(CandidateNumber).optional(),
  pairwise: z.array(z.array(Papers)).optional(),
  strongestPaths: z.array(z.array(Papers)).optional(),
  departed: z.array(CandidateNumber).optional(),
  protected: z.array(CandidateNumber).optional(),
  newlyElected: z.array(CandidateNumber).optional(),
});
export type CountSheet = z.infer<typeof CountSheet>;
