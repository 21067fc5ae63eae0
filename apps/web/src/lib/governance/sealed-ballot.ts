import {
  type BallotCredential,
  type BallotManifest,
  type BallotReceipt,
  type CastBallot,
  type CollectBallot,
  envelopeText,
} from '@app/contract';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import {
  credentialKeys,
  credentialMessage,
  fromBase64,
  isGenuine,
  receiptCode,
  sealChoice,
  signEnvelope,
  toBase64,
} from './ballot-crypto.ts';
import type { BallotPass, PassStore } from './ballot-pass.ts';

const suite = RSABSSA.SHA384.PSS.Randomized();

/** Something that must not happen if the server is honest and works; the page says so and sends nothing. */
export class BallotFault extends Error {
  constructor(
    readonly fault: 'manifest-changed' | 'credential-invalid' | 'receipt-wrong' | 'nothing-collected',
  ) {
    super(fault);
  }
}

/**
 * Collects the viewer's ballot: makes a secret, has it signed unseen, and keeps the pass on this device.
 * Whatever was interrupted is taken up again with the same request; a collected pass is simply answered.
 *
 * @param ask sends the request to `POST /api/v1/elections/:id/credentials`; what it throws is thrown on
 * @throws BallotFault `manifest-changed`, `credential-invalid`
 */
export async function collectBallot(
  manifest: BallotManifest,
  store: PassStore,
  ask: (request: CollectBallot) => Promise<BallotCredential>,
): Promise<BallotPass> {
  if (!isGenuine(manifest)) throw new BallotFault('manifest-changed');
  const registrar = await registrarKey(manifest);
  // Kept before anybody is asked: the request that the roll will remember must not be lost with the tab.
  const pass = (await store.read(manifest.hash)) ?? (await store.keep(await newPass(manifest, registrar)));
  if (pass.credential !== null) return pass;

  const { blindSignature } = await ask({ manifest: manifest.hash, blinded: pass.blinded });
  const prepared = preparedMessage(manifest, pass);
  const credential = await suite
    .finalize(registrar, prepared, fromBase64(blindSignature), fromBase64(pass.inverse))
    .catch(() => {
      throw new BallotFault('credential-invalid');
    });
  const collected = { ...pass, credential: toBase64(credential) };
  await store.update(collected);
  return collected;
}

/**
 * Casts a ballot with the pass on this device; casting again replaces the ballot before.
 *
 * @param ranking candidate numbers, most preferred first
 * @param send sends the ballot to `POST /ballots`, see `postBallot`; what it throws is thrown on
 * @returns the receipt code, which this device has computed and the server confirmed
 * @throws BallotFault `manifest-changed`, `nothing-collected`, `receipt-wrong`
 */
export async function castBallot(
  manifest: BallotManifest,
  store: PassStore,
  ranking: readonly number[],
  send: (ballot: CastBallot) => Promise<BallotReceipt>,
): Promise<string> {
  if (!isGenuine(manifest)) throw new BallotFault('manifest-changed');
  const pass = await store.read(manifest.hash);
  if (!pass?.credential) throw new BallotFault('nothing-collected');
  // Counted up before sending: a ballot whose answer was lost may be stored, and the next must replace it.
  const next = { ...pass, sequence: pass.sequence + 1 };
  await store.update(next);

  const { ballot, code } = makeBallot(manifest, { ...next, credential: pass.credential }, ranking);
  const receipt = await send(ballot);
  if (receipt.code !== code) throw new BallotFault('receipt-wrong');
  await store.update({ ...next, receipts: [...next.receipts, code] });
  return code;
}

/** Seals and signs one ballot. */
export function makeBallot(
  manifest: BallotManifest,
  { seed, prefix, credential, sequence }: BallotPass & { credential: string },
  ranking: readonly number[],
): { ballot: CastBallot; code: string } {
  const keys = credentialKeys(fromBase64(seed), manifest.hash);
  const unsigned: CastBallot = {
    manifest: manifest.hash,
    credentialKey: toBase64(keys.public),
    prefix,
    credential,
    sequence,
    sealed: toBase64(sealChoice(manifest, keys.public, ranking)),
    signature: '',
  };
  const envelope = envelopeText(unsigned);
  const signature = signEnvelope(envelope, keys.secret);
  return { ballot: { ...unsigned, signature: toBase64(signature) }, code: receiptCode(envelope, signature) };
}

async function newPass(manifest: BallotManifest, registrar: CryptoKey): Promise<BallotPass> {
  const seed = crypto.getRandomValues(new Uint8Array(32));
  const prepared = suite.prepare(
    credentialMessage(manifest.hash, credentialKeys(seed, manifest.hash).public),
  );
  const { blindedMsg, inv } = await suite.blind(registrar, prepared);
  return {
    manifest: manifest.hash,
    electionId: manifest.document.electionId,
    seed: toBase64(seed),
    prefix: toBase64(prepared.subarray(0, 32)),
    blinded: toBase64(blindedMsg),
    inverse: toBase64(inv),
    credential: null,
    sequence: 0,
    receipts: [],
  };
}

function preparedMessage({ hash }: BallotManifest, { seed, prefix }: BallotPass): Uint8Array {
  const message = credentialMessage(hash, credentialKeys(fromBase64(seed), hash).public);
  return Uint8Array.of(...fromBase64(prefix), ...message);
}

function registrarKey({ document }: BallotManifest): Promise<CryptoKey> {
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
  return crypto.subtle.importKey('spki', fromBase64(document.registrar), algorithm, true, ['verify']);
}
