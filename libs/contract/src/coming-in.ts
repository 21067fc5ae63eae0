import { z } from 'zod';

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
