import { z } from 'zod';

/** Ballots cast elsewhere with the same pass have numbers too; the next one where it is brought to must be higher. */
export const SKIPPED = 50;

/** One ballot that was stored, with all that proves it; for its voter alone, since after the close it shows the vote. */
export const KeptReceipt = z.object({
  code: z.string(),
  /** What was cast and signed, as one text. */
  envelope: z.string(),
  /** The voter's signature under it. */
  signature: z.base64(),
  /** The log's signature: the promise that the ballot will be in it. */
  promise: z.base64(),
});
export type KeptReceipt = z.infer<typeof KeptReceipt>;

/**
 * What lets its holder cast this voter's ballot, kept on the voter's device alone. All bytes in base64.
 * Lost is lost: a second one would be a second vote.
 */
export const BallotPass = z.object({
  v: z.literal(2),
  /** The manifest's hash: a pass is for one election under one set of keys. */
  manifest: z.string().regex(/^[0-9a-f]{64}$/),
  electionId: z.string(),
  /** The secret from which the credential's keys are derived. */
  seed: z.base64(),
  /** For each registrar what it was or will be asked to sign, and what turns the answer into a credential. */
  requests: z.array(z.object({ prefix: z.base64(), blinded: z.base64(), inverse: z.base64() })),
  /** As many registrars' signatures as a ballot needs; null until they were collected. */
  credentials: z
    .array(z.object({ registrar: z.number().int(), prefix: z.base64(), signature: z.base64() }))
    .nullable(),
  /** The number of the last ballot that was made with this pass. */
  sequence: z.number().int().nonnegative(),
  /** Ballots that were stored, the latest last. */
  receipts: z.array(KeptReceipt),
});
export type BallotPass = z.infer<typeof BallotPass>;

/** Where passes are kept: IndexedDB in a browser, memory in specs. */
export interface PassStore {
  /** The pass for the election with this manifest, if this device has one. */
  read(manifestHash: string): Promise<BallotPass | null>;
  /** Keeps a new pass unless there is one already, as one step, and answers the one that is kept. */
  keep(pass: BallotPass): Promise<BallotPass>;
  /** Replaces a pass that is kept. */
  update(pass: BallotPass): Promise<void>;
}
