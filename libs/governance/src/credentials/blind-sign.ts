import { constants, createPublicKey, type KeyObject, privateDecrypt, publicEncrypt } from 'node:crypto';
import { ProblemError } from '@app/platform';

/**
 * Signs a blinded credential: the raw RSA private operation, by OpenSSL because a script's own arithmetic
 * is five hundred times slower and tells the key by its timing.
 *
 * @param blinded as long as the modulus, and smaller than it
 * @throws ProblemError `invalid-input` when it is not
 * @throws Error when the signature does not verify: a fault in the arithmetic could give away the key
 * @see RFC 9474 section 4.3
 */
export function blindSign(registrar: KeyObject, blinded: Buffer): Buffer {
  const key = createPublicKey(registrar);
  const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  if (blinded.length * 8 !== modulusLength) throw misfit();
  const signature = rawSign(registrar, blinded);
  const back = publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, signature);
  if (!back.equals(blinded)) throw new Error('a blind signature came out wrong and is not handed out');
  return signature;
}

function rawSign(registrar: KeyObject, blinded: Buffer): Buffer {
  try {
    return privateDecrypt({ key: registrar, padding: constants.RSA_NO_PADDING }, blinded);
  } catch {
    throw misfit();
  }
}

function misfit(): ProblemError {
  return new ProblemError('invalid-input', { detail: 'The blinded request does not fit the key.' });
}
