import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

const MAX_LENGTH = 2048;

/**
 * Why an address of another server is not one that we talk to, or null if it is. Names are looked up, and
 * checked again, when the connection is made.
 *
 * @param allowPrivate tests only: also http, other ports and private addresses
 */
export function whyNotTalkTo(address: string, allowPrivate: boolean): string | null {
  if (address.length > MAX_LENGTH || !URL.canParse(address)) return 'not an address';
  const url = new URL(address);
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:')) return 'not https';
  if (url.username !== '' || url.password !== '') return 'a name or password in the address';
  if (allowPrivate) return null;
  if (url.port !== '') return 'a port other than 443';
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !isPublicAddress(literal)) return 'a private address';
  return null;
}
