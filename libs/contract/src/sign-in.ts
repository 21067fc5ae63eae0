import { z } from 'zod';
import { Handle, Password } from './accounts.ts';
import { Timestamp } from './pages.ts';

/** What a browser's WebAuthn answers, as JSON (W3C Web Authentication Level 3, §5.1); read by a library. */
const PasskeyAnswer = z.record(z.string(), z.unknown());

/** Asks for what a browser needs to use or make a passkey. */
export const AskPasskey = z.discriminatedUnion('for', [
  z.object({ for: z.literal('sign-in') }),
  z.object({ for: z.literal('add') }),
  z.object({
    for: z.literal('sign-up'),
    username: Handle,
    name: z.string().trim().min(1).max(80),
    email: z.email().max(254),
  }),
]);
export type AskPasskey = z.infer<typeof AskPasskey>;

/** The options of `navigator.credentials.get` or `create`, as JSON; good for one use within five minutes. */
export const PasskeyChallenge = z.object({ options: z.record(z.string(), z.unknown()) });
export type PasskeyChallenge = z.infer<typeof PasskeyChallenge>;

export const UsePasskey = z.object({ passkey: PasskeyAnswer });
export type UsePasskey = z.infer<typeof UsePasskey>;

export const NewPasskey = z.object({ passkey: PasskeyAnswer, name: z.string().trim().max(60).default('') });
export type NewPasskey = z.infer<typeof NewPasskey>;

const Passkey = z.object({
  id: z.string(),
  name: z.string(),
  /** Kept by a password manager on several devices, as opposed to one key. */
  synced: z.boolean(),
  createdAt: Timestamp,
  lastUsedOn: z.iso.date().nullable(),
});

/** How the viewer can sign in. */
export const SignInMethods = z.object({
  email: z.string(),
  emailVerified: z.boolean(),
  password: z.boolean(),
  passkeys: z.array(Passkey),
  /** An authenticator app gives codes for this account. */
  authenticator: z.boolean(),
  /** Other sites that vouch for this account, by name. */
  providers: z.array(z.string()),
  /** Staff acts wait until the viewer has signed in with a passkey or a code. */
  secondFactorNeeded: z.boolean(),
});
export type SignInMethods = z.infer<typeof SignInMethods>;

export const SessionMethod = z.enum(['password', 'totp', 'passkey', 'oidc']);
export type SessionMethod = z.infer<typeof SessionMethod>;

/** One browser in which the viewer is signed in. */
export const Session = z.object({
  id: z.string(),
  current: z.boolean(),
  method: SessionMethod,
  /** As the browser calls itself; null where that says nothing. */
  browser: z.string().nullable(),
  system: z.string().nullable(),
  startedAt: Timestamp,
  /** To the day. */
  lastUsedAt: Timestamp,
});
export type Session = z.infer<typeof Session>;

/** Six digits of an authenticator app, or a recovery code. */
export const SecondFactor = z.object({ code: z.string().trim().min(1).max(40) });
export type SecondFactor = z.infer<typeof SecondFactor>;

/** The password again, where the account has one. */
export const StartAuthenticator = z.object({ password: z.string().max(200).optional() });
export type StartAuthenticator = z.infer<typeof StartAuthenticator>;

/** What an authenticator app scans, and the codes that replace it once each; shown this one time. */
export const AuthenticatorSetup = z.object({
  uri: z.string(),
  secret: z.string(),
  recoveryCodes: z.array(z.string()),
});
export type AuthenticatorSetup = z.infer<typeof AuthenticatorSetup>;

export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

/** `current` where the account has a password already. */
export const SetPassword = z.object({ current: z.string().max(200).optional(), password: Password });
export type SetPassword = z.infer<typeof SetPassword>;

/** A form that was sent after its session had ended: where to, and its text fields in order. */
export const HeldForm = z.object({
  path: z
    .string()
    .max(1000)
    .regex(/^\/(?![/\\])/),
  fields: z.array(z.tuple([z.string().max(100), z.string().max(100_000)])).max(100),
});
export type HeldForm = z.infer<typeof HeldForm>;

/** What the browser that sent the form keeps, to have it back within half an hour. */
export const HeldFormKey = z.object({ key: z.string().min(20).max(100) });
export type HeldFormKey = z.infer<typeof HeldFormKey>;
