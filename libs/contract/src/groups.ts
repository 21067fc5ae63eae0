import { z } from 'zod';
import { AccountRef, Handle } from './accounts.ts';
import { AccountGroup } from './elections.ts';

/** Who may know that a group exists and who is in it: everyone here, or its members and staff. */
export const GroupVisibility = z.enum(['public', 'private']);
export type GroupVisibility = z.infer<typeof GroupVisibility>;

/** A group of accounts: a holder of permissions and an electoral roll. */
export const GroupCard = AccountGroup.extend({
  description: z.string(),
  visibility: GroupVisibility,
  /** One that Folkmoot itself fills: every member, the staff. */
  builtIn: z.boolean(),
  /** What the viewer is in it. */
  mine: z.enum(['member', 'manager']).nullable(),
});
export type GroupCard = z.infer<typeof GroupCard>;

export const GroupMember = z.object({ account: AccountRef, manager: z.boolean() });
export type GroupMember = z.infer<typeof GroupMember>;

/** One group, with what the viewer may do about it. */
export const GroupPage = GroupCard.extend({ may: z.object({ edit: z.boolean(), manage: z.boolean() }) });
export type GroupPage = z.infer<typeof GroupPage>;

export const EditGroup = z.object({
  name: z.string().trim().min(1).max(60),
  description: z.string().trim().max(500),
  visibility: GroupVisibility,
});
export type EditGroup = z.infer<typeof EditGroup>;

export const NewGroup = EditGroup.extend({ slug: Handle });
export type NewGroup = z.infer<typeof NewGroup>;

/** Usernames of accounts here, to be made members all at once. */
export const AddMembers = z.object({ handles: z.array(z.string().trim().min(1).max(64)).min(1).max(500) });
export type AddMembers = z.infer<typeof AddMembers>;

/** Names that no account here has are not added, and said. */
export const AddedMembers = z.object({ added: z.number().int(), unknown: z.array(z.string()) });
export type AddedMembers = z.infer<typeof AddedMembers>;

export const ChangeMember = z.object({ manager: z.boolean() });
export type ChangeMember = z.infer<typeof ChangeMember>;
