/** What a member typed to name a category elsewhere. */
export type AskedCategory = { handle: string; host: string } | { url: string };

/**
 * Reads `@slug@host`, `slug@host`, `!slug@host` (as Lemmy writes it), `acct:slug@host` or an address.
 *
 * @returns null when it is none of these
 */
export function readCategoryAddress(text: string): AskedCategory | null {
  const given = text.trim();
  if (/^https?:\/\//i.test(given)) return URL.canParse(given) ? { url: given } : null;
  const match = /^(?:acct:)?[@!]?([^@\s/]+)@([a-z0-9.-]+(?::\d+)?)$/i.exec(given);
  return match ? { handle: match[1]!, host: match[2]!.toLowerCase() } : null;
}

/** Where a host tells which actor a name stands for (RFC 7033). */
export function webFingerAddress(protocol: string, handle: string, host: string): string {
  const resource = encodeURIComponent(`acct:${handle}@${host}`);
  return `${protocol}//${host}/.well-known/webfinger?resource=${resource}`;
}
