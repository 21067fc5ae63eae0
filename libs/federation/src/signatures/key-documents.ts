import type { DocumentLoader, RemoteDocument } from '@fedify/vocab-runtime';
import { z } from 'zod';
import { RemoteFailure } from '@app/platform';
import { FirstReference, Things, TypeName } from '../mapping/wire.ts';

const CONTEXT = ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'];

const Key = z.looseObject({
  id: z.string(),
  owner: FirstReference.default(null),
  publicKeyPem: z.string().optional().catch(undefined),
});

const KeyHolder = z.looseObject({
  id: z.string(),
  type: TypeName.default(''),
  publicKey: Things.default([]),
});

/**
 * What Fedify needs of an actor or key document to check a signature, and nothing else: with a context of
 * our own, so that no document can make us fetch contexts or give familiar words another meaning.
 *
 * @returns null when the document holds no key
 */
export function keyDocument(json: unknown): object | null {
  const key = Key.safeParse(json);
  if (key.success && key.data.publicKeyPem !== undefined) {
    const { id, owner, publicKeyPem } = key.data;
    return { '@context': CONTEXT, id, type: 'CryptographicKey', owner, publicKeyPem };
  }
  const holder = KeyHolder.safeParse(json);
  if (!holder.success) return null;
  const { id, type } = holder.data;
  const publicKey = holder.data.publicKey.flatMap((one) => {
    const { success, data } = Key.safeParse(one);
    return success ? [{ id: data.id, owner: data.owner, publicKeyPem: data.publicKeyPem }] : [];
  });
  return { '@context': CONTEXT, id, type, publicKey };
}

/** Wraps a way to get documents as the loader that Fedify asks for keys. */
export function keyLoader(load: (url: string) => Promise<unknown>): DocumentLoader {
  return async (url): Promise<RemoteDocument> => {
    const [documentUrl = url] = url.split('#');
    const document = keyDocument(await load(documentUrl));
    if (!document) throw new RemoteFailure('invalid', `${documentUrl} holds no key`);
    return { document, documentUrl, contextUrl: null };
  };
}
