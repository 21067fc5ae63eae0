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

export const SignUp = z.object({
  email: z.email().max(254),
  password: Password,
  username: Handle,
  name: z.string().trim().min(1).max(80),
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

/** `token` is from the link in the mail: `/reset-password?token=…`. */
export const RedeemPasswordReset = z.object({ token: z.string().min(1).max(200), password: Password });
export type RedeemPasswordReset = z.infer<typeof RedeemPasswordReset>;

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
