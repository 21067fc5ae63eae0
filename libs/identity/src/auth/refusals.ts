import { ProblemError } from '@app/platform';
import { isAPIError } from 'better-auth/api';

/** What a newcomer asks for and somebody else has. */
export interface Taken {
  email: boolean;
  username: boolean;
}

/** The refusal of a sign-up, with one entry for each field that is taken. */
export function refusalForTaken({ email, username }: Taken): ProblemError {
  const errors = [
    ...(email
      ? [{ pointer: '/email', code: 'email-taken', message: 'An account with this e-mail address exists' }]
      : []),
    ...(username
      ? [{ pointer: '/username', code: 'username-taken', message: 'This username is taken' }]
      : []),
  ];
  return new ProblemError(email ? 'email-taken' : 'username-taken', { errors });
}

/** better-auth refused what was sent, as opposed to having failed itself. */
export function isRefusal(error: unknown): boolean {
  return isAPIError(error) && error.statusCode < 500;
}
