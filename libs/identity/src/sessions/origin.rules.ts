import type { ProblemCode } from '@app/contract';

/** What a browser says about where a request comes from. */
export interface RequestSource {
  method: string;
  origin: string | undefined;
  /** The Sec-Fetch-Site header (W3C Fetch Metadata), which no page can set. */
  site: string | undefined;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Why a request must not act with the cookies it carries, or null if it may: what another site makes a
 * browser send is refused. Programs that are not browsers send neither header.
 *
 * @param publicUrl the origin of this site
 */
export function whyNotFrom({ method, origin, site }: RequestSource, publicUrl: string): ProblemCode | null {
  if (SAFE_METHODS.has(method)) return null;
  if (site === 'same-origin' || site === 'none') return null;
  if (origin !== undefined) return origin === publicUrl ? null : 'cross-origin';
  return site === undefined ? null : 'cross-origin';
}
