import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const Kept = z.object({
  slug: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  back: z.string(),
  /** Milliseconds since 1970. */
  until: z.number(),
});
export type Kept = z.infer<typeof Kept>;

/** Keeps in the browser, signed, what was asked of a provider, until the answer comes back through the same browser. */
export function seal(kept: Kept, secret: string): string {
  const text = Buffer.from(JSON.stringify(kept)).toString('base64url');
  return `${text}.${sign(text, secret)}`;
}

/** What was sealed; null when it is not ours or too old. */
export function unseal(sealed: string | undefined, secret: string, now: number): Kept | null {
  const [text = '', signature = ''] = sealed?.split('.') ?? [];
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(text, secret))];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const kept = Kept.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  return kept.until > now ? kept : null;
}

function sign(text: string, secret: string): string {
  return createHmac('sha256', secret).update(`oidc:${text}`).digest('base64url');
}
