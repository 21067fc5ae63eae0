import { z } from 'zod';

/**
 * What lets its holder cast this voter's ballot, kept on the voter's device alone. All bytes in base64.
 * Lost is lost: a second one would be a second vote.
 */
export const BallotPass = z.object({
  /** The manifest's hash: a pass is for one election under one set of keys. */
  manifest: z.string().regex(/^[0-9a-f]{64}$/),
  electionId: z.string(),
  /** The secret from which the credential's keys are derived. */
  seed: z.base64(),
  prefix: z.base64(),
  /** The request that was or will be signed, and what turns the answer into the credential. */
  blinded: z.base64(),
  inverse: z.base64(),
  /** The registrar's signature; null until it was collected. */
  credential: z.base64().nullable(),
  /** The number of the last ballot that was made with this pass. */
  sequence: z.number().int().nonnegative(),
  /** Receipt codes of the ballots that were stored, the latest last. */
  receipts: z.array(z.string()),
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
