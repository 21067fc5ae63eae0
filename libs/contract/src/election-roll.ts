import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { Id, Timestamp } from './pages.ts';

export const Ruling = z.enum(['upheld', 'rejected']);
export type Ruling = z.infer<typeof Ruling>;

export const Rule = z.object({ ruling: Ruling, reason: z.string().trim().min(1).max(5000) });
export type Rule = z.infer<typeof Rule>;

/** A claim to be on the roll, or an objection to somebody who is. */
export const NewRollClaim = z.object({
  kind: z.enum(['claim', 'objection']),
  /** Whom it is about; the viewer themselves when absent. */
  handle: z.string().trim().max(300).optional(),
  text: z.string().trim().min(1).max(5000),
});
export type NewRollClaim = z.infer<typeof NewRollClaim>;

export const RollClaim = z.object({
  id: Id,
  kind: z.enum(['claim', 'objection']),
  about: AccountRef,
  by: AccountRef,
  text: z.string(),
  ruling: Ruling.nullable(),
  rulingReason: z.string().nullable(),
});
export type RollClaim = z.infer<typeof RollClaim>;

/** Why somebody is, or is not, on the roll. */
export const RollReason = z.enum([
  'member-of-group',
  'not-in-group',
  'joined-later',
  'lapsed',
  'suspended',
  'resigned',
  'expelled',
  'died',
  'excluded',
  'corrected',
]);
export type RollReason = z.infer<typeof RollReason>;

export const OwnRollEntry = z.object({
  onRoll: z.boolean(),
  reason: RollReason,
  /** When what the reason tells of happened. */
  since: Timestamp.nullable(),
  /** What the officers wrote when they left somebody out. */
  note: z.string().nullable(),
  group: z.string(),
  recordAt: Timestamp,
  frozen: z.boolean(),
  /** This member's leaf of the roll's Merkle tree, hexadecimal. */
  leaf: z.string().nullable(),
  claims: z.array(RollClaim),
  mayClaim: z.boolean(),
});
export type OwnRollEntry = z.infer<typeof OwnRollEntry>;

/** Proof that a member on the roll was given notice. */
export const NoticeProof = z.object({
  account: AccountRef,
  address: z.string().nullable(),
  mailedAt: Timestamp.nullable(),
  /** `kept` where there is no mail server; `undelivered` while the mail server has not taken it. */
  state: z.enum(['sent', 'kept', 'undelivered', 'no-address', 'not-yet']),
});
export type NoticeProof = z.infer<typeof NoticeProof>;

/** What became of the mail by which an officer tries the mail out; null before. */
export const MailTest = z.object({
  test: z.object({ to: z.string(), at: Timestamp, sentAt: Timestamp.nullable() }).nullable(),
  /** Whether there is a mail server at all. */
  mailServer: z.boolean(),
});
export type MailTest = z.infer<typeof MailTest>;
