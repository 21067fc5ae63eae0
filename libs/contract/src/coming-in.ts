import { z } from 'zod';
import { AccountRef, SignUp } from './accounts.ts';
import { Id, Timestamp } from './pages.ts';

export const SignUpMode = z.enum(['open', 'approval', 'invitation']);
export type SignUpMode = z.infer<typeof SignUpMode>;

const CannedReply = z.object({
  title: z.string().trim().min(1).max(60),
  text: z.string().trim().min(1).max(1000),
});

/** Who comes in and how, as the staff set it. */
export const SignInSettings = z.object({
  signUp: SignUpMode.default('open'),
  /** What somebody who asks to be let in is to write about. */
  applicationQuestion: z.string().trim().max(300).default(''),
  /** A group whose members decide about applications beside the staff. */
  approverGroup: z.string().max(60).nullable().default(null),
  cannedReplies: z.array(CannedReply).max(10).default([]),
  /** At most five lines, shown to everybody who is about to join. */
  houseRules: z.array(z.string().trim().min(1).max(200)).max(5).default([]),
  /** Staff act only in sessions that began with a passkey or an authenticator app. */
  requireSecondFactor: z.boolean().default(false),
});
export type SignInSettings = z.infer<typeof SignInSettings>;

/** What the pages for signing in and joining need to know. */
export const SignInChoices = z.object({
  signUp: SignUpMode,
  applicationQuestion: z.string(),
  houseRules: z.array(z.string()),
  /** Browsers use passkeys with host names only, not with numeric addresses. */
  passkeys: z.boolean(),
  providers: z.array(z.object({ slug: z.string(), name: z.string() })),
});
export type SignInChoices = z.infer<typeof SignInChoices>;

const InvitationTerms = z.object({
  note: z.string().trim().max(500).default(''),
  /** The slug of a group that whoever comes is then in. */
  group: z.string().max(60).nullable().default(null),
  /** Where on this site the newcomer arrives. */
  landing: z
    .string()
    .trim()
    .max(300)
    .regex(/^\/(?![/\\])/)
    .default('/'),
  days: z.coerce.number().int().min(1).max(365).default(14),
});

/** With an address it is for one person and mailed to them; without one it is a link for so many. */
export const NewInvitation = InvitationTerms.extend({
  email: z.email().max(254).optional(),
  name: z.string().trim().max(80).optional(),
  uses: z.coerce.number().int().min(1).max(1000).default(1),
});
export type NewInvitation = z.infer<typeof NewInvitation>;

/** Invites everybody on a list: one line each with an e-mail address and, if known, a name. */
export const InviteMany = InvitationTerms.extend({ csv: z.string().min(1).max(200_000) });
export type InviteMany = z.infer<typeof InviteMany>;

export const InvitedMany = z.object({
  invited: z.number().int(),
  /** Lines that nobody was invited from. */
  skipped: z.array(
    z.object({
      line: z.number().int(),
      text: z.string(),
      reason: z.enum(['no-address', 'twice', 'member', 'invited']),
    }),
  ),
});
export type InvitedMany = z.infer<typeof InvitedMany>;

export const Invitation = z.object({
  id: Id,
  /** The link itself. */
  url: z.string(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  note: z.string(),
  group: z.string().nullable(),
  landing: z.string(),
  mostUses: z.number().int(),
  uses: z.number().int(),
  state: z.enum(['open', 'used', 'expired', 'withdrawn']),
  by: AccountRef,
  expiresAt: Timestamp,
});
export type Invitation = z.infer<typeof Invitation>;

/** What the one who opens the link sees. */
export const InvitationCard = z.object({
  by: AccountRef,
  email: z.string().nullable(),
  name: z.string().nullable(),
  note: z.string(),
  group: z.string().nullable(),
  landing: z.string(),
  open: z.boolean(),
});
export type InvitationCard = z.infer<typeof InvitationCard>;

/** Asks to be let in: what an account needs, and a text for those who decide. */
export const NewApplication = SignUp.extend({ application: z.string().trim().min(1).max(2000) });
export type NewApplication = z.infer<typeof NewApplication>;

export const Application = z.object({
  id: Id,
  handle: z.string(),
  name: z.string(),
  email: z.string(),
  text: z.string(),
  state: z.enum(['waiting', 'accepted', 'refused']),
  reason: z.string(),
  decidedBy: AccountRef.nullable(),
  decidedAt: Timestamp.nullable(),
  createdAt: Timestamp,
});
export type Application = z.infer<typeof Application>;

export const Applications = z.object({
  waiting: z.array(Application),
  /** The last ones that were decided; kept for ninety days. */
  decided: z.array(Application),
  cannedReplies: z.array(CannedReply),
});
export type Applications = z.infer<typeof Applications>;

export const DecideApplication = z.object({
  accept: z.boolean(),
  /** Is mailed to whoever asked. */
  reason: z.string().trim().max(1000).default(''),
});
export type DecideApplication = z.infer<typeof DecideApplication>;

/** Another site that says who somebody is (OpenID Connect), and what its groups mean here. */
export const NewOidcProvider = z.object({
  slug: z
    .string()
    .trim()
    .max(30)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  name: z.string().trim().min(1).max(60),
  issuer: z.url({ protocol: /^https?$/ }).max(300),
  clientId: z.string().trim().min(1).max(300),
  clientSecret: z.string().trim().min(1).max(500),
  groupClaim: z.string().trim().min(1).max(60).default('groups'),
  groups: z.array(z.object({ claim: z.string().trim().min(1).max(200), group: z.string().max(60) })).max(100),
});
export type NewOidcProvider = z.infer<typeof NewOidcProvider>;

export const OidcProvider = NewOidcProvider.omit({ clientSecret: true }).extend({
  /** What the other site is to be told to send people back to. */
  callback: z.string(),
  /** What it gave and took lately, newest first. */
  changes: z.array(z.object({ account: AccountRef, group: z.string(), joined: z.boolean(), at: Timestamp })),
});
export type OidcProvider = z.infer<typeof OidcProvider>;
