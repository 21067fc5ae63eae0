import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { Id, Timestamp } from './pages.ts';

/** Who moves an election on: the clock alone, or officers who act by its side. */
export const ElectionProcedure = z.enum(['clock', 'officers']);
export type ElectionProcedure = z.infer<typeof ElectionProcedure>;

/** Where an election is. `draft` is an election that only its officers know of. */
export const ElectionState = z.enum([
  'draft',
  'announced',
  'nominations',
  'scrutiny',
  'campaign',
  'sealed',
  'open',
  'suspended',
  'closed',
  'opened',
  'counted',
  'challenged',
  'certified',
  'cancelled',
  'voided',
]);
export type ElectionState = z.infer<typeof ElectionState>;

/** What moves an election from one state to the next. */
export const ElectionEvent = z.enum([
  'announce',
  'open-nominations',
  'close-nominations',
  'publish-slate',
  'reopen-nominations',
  'declare-uncontested',
  'seal',
  'open-voting',
  'suspend',
  'resume',
  'close-voting',
  'open-ballots',
  'count',
  'open-challenges',
  'certify',
  'install',
  'void',
  'cancel',
]);
export type ElectionEvent = z.infer<typeof ElectionEvent>;

/** Who may cause an event. `two-officers` are a returning officer and a scrutineer, two people. */
export const ElectionActor = z.enum(['clock', 'system', 'returning-officer', 'two-officers', 'appeals-body']);
export type ElectionActor = z.infer<typeof ElectionActor>;

export const OfficerRole = z.enum(['returning-officer', 'scrutineer', 'appeals-body']);
export type OfficerRole = z.infer<typeof OfficerRole>;

export const ElectionOfficer = z.object({ account: AccountRef, role: OfficerRole });
export type ElectionOfficer = z.infer<typeof ElectionOfficer>;

/** One line of the log of everything that governs, in which each line names the hash of the one before. */
export const GovEvent = z.object({
  seq: z.number().int().positive(),
  topicId: Id.nullable(),
  type: z.string(),
  /** Null where the clock or the count acted. */
  actor: AccountRef.nullable(),
  at: Timestamp,
  payload: z.record(z.string(), z.unknown()),
  /** Hexadecimal SHA-256 each. */
  payloadHash: z.string(),
  prevHash: z.string(),
  hash: z.string(),
});
export type GovEvent = z.infer<typeof GovEvent>;

export const GovEvents = z.object({ events: z.array(GovEvent) });
export type GovEvents = z.infer<typeof GovEvents>;
