import { type HttpMessageSignaturesSpec, signRequest } from '@fedify/fedify/sig';
import type { Signer } from '../actors/keys.service.ts';

export interface Unsigned {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: Uint8Array<ArrayBuffer>;
}

/**
 * The headers of a request with a signature over them and over the body's digest.
 *
 * @param spec draft-cavage-http-signatures-12, which every peer reads, or RFC 9421, which some demand
 */
export async function signedHeaders(
  { method, url, headers, body }: Unsigned,
  { keyId, privateKey }: Signer,
  spec: HttpMessageSignaturesSpec,
): Promise<Record<string, string>> {
  const request = new Request(url, { method, headers, body: body ?? null });
  const signed = await signRequest(request, privateKey, keyId, { spec, body: body ? toBuffer(body) : null });
  return Object.fromEntries(signed.headers);
}

function toBuffer(body: Uint8Array<ArrayBuffer>): ArrayBuffer {
  return body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength);
}
