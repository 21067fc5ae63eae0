import { z } from 'zod';
import { AccountRef, AccountRole } from './accounts.ts';
import { Timestamp } from './pages.ts';
import { Preferences } from './preferences.ts';

/** A mute hides somebody from the one who mutes; a block keeps them away from the blocker as well. */
export const RelationKind = z.enum(['mute', 'block']);
export type RelationKind = z.infer<typeof RelationKind>;

export const ChangeRelation = z.object({ kind: RelationKind });
export type ChangeRelation = z.infer<typeof ChangeRelation>;

export const Relation = z.object({ account: AccountRef, kind: RelationKind, createdAt: Timestamp });
export type Relation = z.infer<typeof Relation>;

/** A private note about somebody; the empty text takes it away. */
export const WriteNote = z.object({ text: z.string().trim().max(2000) });
export type WriteNote = z.infer<typeof WriteNote>;

/** How much a member may do in a short time. It rises and never falls. */
export const TrustLevel = z.enum(['new', 'known', 'trusted']);
export type TrustLevel = z.infer<typeof TrustLevel>;

export const ProfileField = z.object({
  label: z.string().trim().min(1).max(40),
  value: z.string().trim().min(1).max(200),
});
export type ProfileField = z.infer<typeof ProfileField>;

/** `bio` is Markdown without headings, pictures or tables. */
export const EditProfile = z.object({
  name: z.string().trim().min(1).max(80),
  bio: z.string().max(2000),
  fields: z.array(ProfileField).max(6),
});
export type EditProfile = z.infer<typeof EditProfile>;

/** What the settings pages show of the viewer, and what they may change. */
export const OwnProfile = EditProfile.extend({ preferences: Preferences, trust: TrustLevel });
export type OwnProfile = z.infer<typeof OwnProfile>;

export const Profile = AccountRef.extend({
  role: AccountRole.nullable(),
  /** Null for an account of another server. */
  trust: TrustLevel.nullable(),
  bioHtml: z.string(),
  fields: z.array(ProfileField),
  groups: z.array(z.object({ slug: z.string(), name: z.string() })),
  url: z.string().nullable(),
  joinedAt: Timestamp,
  /** What the viewer has with this account; null for guests and for oneself. */
  mine: z.object({ relation: RelationKind.nullable(), note: z.string(), mayVouch: z.boolean() }).nullable(),
});
export type Profile = z.infer<typeof Profile>;
