import { z } from 'zod';

/** Every refusal that the API can answer: one stable code, one status, one title (RFC 9457). */
export const PROBLEMS = {
  unexpected: { status: 500, title: 'Something went wrong on the server' },
  'not-found': { status: 404, title: 'There is nothing here' },
  gone: { status: 410, title: 'This was removed' },
  'invalid-input': { status: 422, title: 'Some of what was sent is not valid' },
  'malformed-body': { status: 400, title: 'The request body could not be read' },
  'body-too-large': { status: 413, title: 'The request body is too large' },
  'unsupported-media-type': { status: 415, title: 'This kind of body is not accepted here' },
  'invalid-cursor': { status: 400, title: 'This page cursor is not valid for this list' },
  'too-many-requests': { status: 429, title: 'Too many requests; try again later' },
  'database-unavailable': { status: 503, title: 'The database does not answer; try again in a moment' },
  'sign-in-required': { status: 401, title: 'Sign in first' },
  'upload-too-large': { status: 413, title: 'This file is too large' },
  'unsupported-upload': { status: 415, title: 'Files of this kind cannot be uploaded' },
  'broken-image': { status: 422, title: 'This picture cannot be read' },
  'wrong-credentials': { status: 401, title: 'The name or the password is wrong' },
  'cross-origin': { status: 403, title: 'This request came from another site' },
  'not-allowed': { status: 403, title: 'You may not do this' },
  'staff-only': { status: 403, title: 'Only staff may do this' },
  'members-only': { status: 403, title: 'Only members may do this' },
  'outdated-link': { status: 410, title: 'This link was used before or is too old' },
  'second-factor-required': { status: 401, title: 'Give the code of your authenticator app' },
  'passkey-refused': { status: 422, title: 'This passkey was not accepted' },
  'last-sign-in-method': { status: 409, title: 'This is the only way you can sign in' },
  'wrong-password': { status: 422, title: 'This is not your password' },
  'already-set-up': { status: 409, title: 'This is set up already' },
  'closed-sign-up': { status: 403, title: 'Nobody can join without an invitation' },
  'application-needed': { status: 403, title: 'Ask to be let in first' },
  'application-waiting': { status: 403, title: 'Nobody has decided about your application yet' },
  'wrong-code': { status: 422, title: 'This code is wrong, was used before or is too old' },
  'email-taken': { status: 409, title: 'An account with this e-mail address exists' },
  'username-taken': { status: 409, title: 'This username is taken' },
  'slug-taken': { status: 409, title: 'This name is already an address here' },
  'category-federated': {
    status: 409,
    title: 'Other servers follow this category, so guests must be able to read it',
  },
  'duplicate-post': { status: 409, title: 'You posted the same text here a moment ago' },
  'idempotency-conflict': { status: 422, title: 'This Idempotency-Key was used for another request' },
  'topic-closed': { status: 409, title: 'This topic is closed' },
  'topic-moved': { status: 409, title: 'This topic was moved' },
  'post-deleted': { status: 409, title: 'This post was deleted' },
  'version-required': { status: 428, title: 'Say which version you edit (If-Match)' },
  'stale-version': { status: 412, title: 'Somebody edited this since you opened it' },
  'no-such-reply-target': { status: 422, title: 'The post you reply to is not in this topic' },
  'nominations-closed': { status: 409, title: 'Nominations are not open' },
  'already-nominated': { status: 409, title: 'You are already a candidate' },
  'too-many-candidates': { status: 409, title: 'This election has as many candidates as it can hold' },
  'no-candidacy': { status: 404, title: 'You are not a candidate here' },
  'voting-closed': { status: 409, title: 'This election is not open for voting' },
  'outdated-manifest': {
    status: 409,
    title: 'This ballot was prepared for something else; load the page again',
  },
  'not-on-roll': { status: 403, title: 'You are not on the electoral roll' },
  'ballot-collected': { status: 409, title: 'Your ballot was already collected with another request' },
  'invalid-ballot': { status: 422, title: 'This ballot is not valid' },
  'invalid-credential': { status: 403, title: 'This ballot does not carry a valid credential' },
  'outdated-ballot': { status: 409, title: 'A later ballot with this credential was already cast' },
  'ballot-not-stored': { status: 503, title: 'The ballot could not be stored; try again' },
  'no-result-yet': { status: 409, title: 'There is no result yet' },
  'too-few-ballots': { status: 409, title: 'Too few ballots to publish without naming the voters' },
  'remote-not-found': { status: 404, title: 'Nothing was found at that address on the fediverse' },
  'remote-unavailable': { status: 502, title: 'The other server does not answer' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One field that was refused; `pointer` is a JSON Pointer (RFC 6901) into the request body. */
export const FieldIssue = z.object({ pointer: z.string(), code: z.string(), message: z.string() });
export type FieldIssue = z.infer<typeof FieldIssue>;

export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  requestId: z.string().optional(),
  retryAfter: z.number().optional(),
  errors: z.array(FieldIssue).optional(),
});
export type Problem = z.infer<typeof Problem>;
