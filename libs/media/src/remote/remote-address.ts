import { createHmac, timingSafeEqual } from 'node:crypto';

/** A picture of another server, and the server whose post, profile or emoji shows it. */
export interface PictureSource {
  url: string;
  shownBy: string;
  /** An emoji may weigh less; an avatar is cut to a square. */
  kind: 'picture' | 'emoji' | 'avatar';
}

const KINDS: Record<string, PictureSource['kind']> = { p: 'picture', e: 'emoji', a: 'avatar' };

/** Where this site shows a picture of another server; only who has the key can make such an address. */
export function remoteAddress({ url, shownBy, kind }: PictureSource, key: string): string {
  const source = Buffer.from(`${kind[0]} ${shownBy} ${url}`).toString('base64url');
  return `/media/remote/${seal(source, key)}/${source}`;
}

/** @returns null for an address that this site did not make */
export function readRemoteAddress(sealed: string, source: string, key: string): PictureSource | null {
  const made = Buffer.from(seal(source, key));
  const given = Buffer.from(sealed);
  if (made.length !== given.length || !timingSafeEqual(made, given)) return null;
  const [kind = '', shownBy = '', url = ''] = Buffer.from(source, 'base64url').toString('utf8').split(' ', 3);
  return { kind: KINDS[kind] ?? 'picture', shownBy, url };
}

function seal(source: string, key: string): string {
  return createHmac('sha256', key).update(source).digest().subarray(0, 18).toString('base64url');
}
