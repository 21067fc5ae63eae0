import { z } from 'zod';
import { Id, Timestamp } from './pages.ts';

/** A member's key for votes: Ed25519, raw in base64. With it a request for a ballot is signed, so that nobody can ask in their name. */
export const MemberKey = z.object({ key: z.base64().max(64), enrolledAt: Timestamp });
export type MemberKey = z.infer<typeof MemberKey>;

/** Null for a member without one. */
export const OwnMemberKey = z.object({ key: MemberKey.nullable() });
export type OwnMemberKey = z.infer<typeof OwnMemberKey>;

/** `proof` is the key's signature over tag ‖ 0 ‖ the account's id, base64: whoever enrols a key has it. */
export const EnrolKey = z.object({ key: z.base64().max(64), proof: z.base64().max(128) });
export type EnrolKey = z.infer<typeof EnrolKey>;

/**
 * The whole roll of an election in the order of its leaves, for its officers: members by their lasting ids, their keys
 * for votes, and what they asked for. With it the record's roots can be repeated.
 */
export const RollList = z.object({
  v: z.literal(1),
  electionId: Id,
  entries: z.array(
    z.object({
      member: z.string(),
      key: z.string().nullable(),
      blindedHash: z.string().nullable(),
      signature: z.string().nullable(),
    }),
  ),
});
export type RollList = z.infer<typeof RollList>;
