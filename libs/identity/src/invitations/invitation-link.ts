import { createHmac, timingSafeEqual } from 'node:crypto';

/** The last part of an invitation's address: computed, so that a copy of the database opens no door. */
export function invitationToken(id: string, secret: string): string {
  return `${id}-${signature(id, secret)}`;
}

/** The invitation that a token is for, or null if we did not make it. */
export function invitationOf(token: string, secret: string): string | null {
  const [, id, given] = /^([1-9]\d{0,17})-([\w-]{22})$/.exec(token) ?? [];
  if (id === undefined || given === undefined) return null;
  return timingSafeEqual(Buffer.from(given), Buffer.from(signature(id, secret))) ? id : null;
}

function signature(id: string, secret: string): string {
  return createHmac('sha256', secret).update(`invitation:${id}`).digest('base64url').slice(0, 22);
}
