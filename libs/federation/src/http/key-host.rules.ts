import type { IncomingHttpHeaders } from 'node:http';

/**
 * The host of the key with which a request says it is signed, in either suite; empty when it does not say.
 * It is proven only when the signature is.
 */
export function hostOfKey(headers: IncomingHttpHeaders): string {
  const said = `${String(headers['signature'] ?? '')};${String(headers['signature-input'] ?? '')}`;
  const keyId = /keyid="([^"]*)"/i.exec(said)?.[1] ?? '';
  return URL.canParse(keyId) ? new URL(keyId).host : '';
}
