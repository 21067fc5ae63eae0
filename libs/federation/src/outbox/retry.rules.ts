const FIRST_SECONDS = 2;
const LONGEST_SECONDS = 6 * 3600;
const GIVE_UP_DAYS = 7;

/** What to do after an inbox answered with this status. */
export function afterAnswer(status: number): 'sent' | 'again' | 'refused' {
  if (status >= 200 && status < 300) return 'sent';
  return status >= 500 || status === 408 || status === 425 || status === 429 ? 'again' : 'refused';
}

/**
 * When to try again: after 2 s, 4 s, 8 s and so on up to six hours, and never before the other server
 * asked for.
 *
 * @param attempts failed tries so far, this one included
 * @param retryAfterSeconds what the other server asked for
 */
export function nextTry(attempts: number, retryAfterSeconds: number, now: Date): Date {
  const backoff = Math.min(FIRST_SECONDS * 2 ** Math.min(attempts - 1, 20), LONGEST_SECONDS);
  const asked = Math.min(Math.max(retryAfterSeconds, 0), LONGEST_SECONDS);
  return new Date(now.getTime() + Math.max(backoff, asked) * 1000);
}

/** Whether something ordered then is too old to be news. */
export function isExpired(createdAt: Date, now: Date): boolean {
  return now.getTime() - createdAt.getTime() > GIVE_UP_DAYS * 24 * 3600 * 1000;
}
