import { z } from 'zod';
import { Id } from './pages.ts';
import { Preferences } from './preferences.ts';

/** Letters, digits, underscore, hyphen and dot inside; the same name space as category slugs. */
export const Handle = z
  .string()
  .min(2)
  .max(30)
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/);

export const Password = z.string().min(10).max(200);

/** Six digits from a mail, as somebody typed them. */
const MailedCode = z.string().trim().min(1).max(20);

export const SignUp = z.object({
  email: z.email().max(254),
  /** Left out by those who bring a passkey. */
  password: Password.optional(),
  /** What the browser's WebAuthn answered to a challenge for signing up. */
  passkey: z.record(z.string(), z.unknown()).optional(),
  username: Handle,
  name: z.string().trim().min(1).max(80),
  /** The last part of an invitation's address. */
  invitation: z.string().max(100).optional(),
});
export type SignUp = z.infer<typeof SignUp>;

/** `login` is a username or an e-mail address. */
export const SignIn = z.object({
  login: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(200),
});
export type SignIn = z.infer<typeof SignIn>;

/** Asks for a mail with a link; the answer does not tell whether the address is known. */
export const AskPasswordReset = z.object({ email: z.email().max(254) });
export type AskPasswordReset = z.infer<typeof AskPasswordReset>;

/** What the mail carries: `token` in its link `/reset-password?token=…`, or six digits for any browser. */
export const RedeemPasswordReset = z
  .object({
    token: z.string().min(1).max(200).optional(),
    email: z.email().max(254).optional(),
    code: MailedCode.optional(),
    password: Password,
  })
  .refine(({ token, email, code }) => token ?? (email && code), { path: ['code'] });
export type RedeemPasswordReset = z.infer<typeof RedeemPasswordReset>;

/** Shows that an address is read by its owner; without `email` it is the viewer's. */
export const VerifyEmail = z.object({ email: z.email().max(254).optional(), code: MailedCode });
export type VerifyEmail = z.infer<typeof VerifyEmail>;

export const AccountRole = z.enum(['member', 'staff']);
export type AccountRole = z.infer<typeof AccountRole>;

/** An author as shown beside a post; `domain` is the home server of a remote account, null for our own. */
export const AccountRef = z.object({
  id: Id,
  handle: z.string(),
  domain: z.string().nullable(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
});
export type AccountRef = z.infer<typeof AccountRef>;

/** The one looking, as the API tells it; null for a guest. */
export const CurrentAccount = AccountRef.extend({
  role: AccountRole,
  email: z.string(),
  emailVerified: z.boolean(),
  preferences: Preferences,
  /** Accounts that the viewer mutes or blocks: what they write is folded up. */
  hiddenIds: z.array(Id),
});
export type CurrentAccount = z.infer<typeof CurrentAccount>;
