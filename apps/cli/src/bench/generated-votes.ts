import {
  constants,
  createCipheriv,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { promisify } from 'node:util';
import { BALLOT_TAGS, type BallotManifest, type CastBallot, choiceText, envelopeText } from '@app/contract';

const signed = promisify(sign);
const X25519_SPKI = Buffer.from('302a300506032b656e032100', 'hex');

/** Makes a sealed ballot as browsers do, with a credential that the registrar's own key signs: no browser is that fast. */
export async function generatedVote(
  { document, hash }: BallotManifest,
  registrar: KeyObject,
  ranking: readonly number[],
): Promise<CastBallot> {
  const credential = generateKeyPairSync('ed25519');
  const credentialKey = raw(credential.publicKey);
  const prefix = randomBytes(32);
  const message = Buffer.concat([prefix, tagged('credential'), Buffer.from(hash, 'hex'), credentialKey]);
  const scheme = { key: registrar, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
  const signature = await signed('sha384', message, scheme);
  const unsigned: CastBallot = {
    manifest: hash,
    credentialKey: credentialKey.toString('base64'),
    credentials: [
      { registrar: 0, prefix: prefix.toString('base64'), signature: signature.toString('base64') },
    ],
    sequence: 1,
    sealed: sealed({ document, hash }, credentialKey, ranking).toString('base64'),
    signature: '',
  };
  const digest = createHash('sha256').update(tagged('ballot')).update(envelopeText(unsigned)).digest();
  return { ...unsigned, signature: sign(null, digest, credential.privateKey).toString('base64') };
}

function sealed(
  { document, hash }: BallotManifest,
  credentialKey: Buffer,
  ranking: readonly number[],
): Buffer {
  const to = Buffer.from(document.seal.key, 'base64');
  const publicKey = createPublicKey({ key: Buffer.concat([X25519_SPKI, to]), format: 'der', type: 'spki' });
  const sender = generateKeyPairSync('x25519');
  const shared = diffieHellman({ privateKey: sender.privateKey, publicKey });
  const info = Buffer.concat([tagged('seal'), Buffer.from(hash, 'hex')]);
  const derived = Buffer.from(
    hkdfSync('sha256', shared, Buffer.concat([raw(sender.publicKey), to]), info, 44),
  );
  const cipher = createCipheriv('chacha20-poly1305', derived.subarray(0, 32), derived.subarray(32), {
    authTagLength: 16,
  });
  const text = Buffer.from(choiceText(ranking, document.padLength));
  cipher.setAAD(credentialKey, { plaintextLength: text.length });
  const body = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([raw(sender.publicKey), body, cipher.getAuthTag()]);
}

function tagged(purpose: keyof typeof BALLOT_TAGS): Buffer {
  return Buffer.from(`${BALLOT_TAGS[purpose]}\0`);
}

function raw(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' }).subarray(-32);
}
