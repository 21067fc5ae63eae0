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
  isPromise,
  receiptCode,
  requestDigest,
  sealChoice,
  signEnvelope,
  toBase64,
} from './ballot-crypto.ts';
import type { BallotPass, PassStore } from './ballot-pass.ts';

const suite = RSABSSA.SHA384.PSS.Randomized();

type Credentials = NonNullable<BallotPass['credentials']>;

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
 * @param sign signs with the member's key on the roll, base64; null where this device does not have it
 * @throws BallotFault `manifest-changed`, `credential-invalid`
 */
export async function collectBallot(
  manifest: BallotManifest,
  store: PassStore,
  ask: (request: CollectBallot) => Promise<BallotCredential>,
  sign: (digest: Uint8Array<ArrayBuffer>) => Promise<string | null> = () => Promise.resolve(null),
): Promise<BallotPass> {
  if (!isGenuine(manifest)) throw new BallotFault('manifest-changed');
  const registrars = await registrarKeys(manifest);
  // Kept before anybody is asked: the request that the roll will remember must not be lost with the tab.
  const pass = (await store.read(manifest.hash)) ?? (await store.keep(await newPass(manifest, registrars)));
  if (pass.credentials !== null) return pass;

  const blinded = pass.requests.map((request) => request.blinded);
  const signature = await sign(requestDigest(manifest.hash, blinded));
  const request = { manifest: manifest.hash, blinded, ...(signature !== null && { signature }) };
  const { signatures } = await ask(request);
  const credentials = await unblinded(manifest, registrars, { pass, signatures });
  const collected = { ...pass, credentials };
  await store.update(collected);
  return collected;
}

/**
 * Casts a ballot with the pass on this device; casting again replaces the ballot before.
 *
 * @param ranking candidate numbers, most preferred first
 * @param send sends the ballot, see `postBallot`; what it throws is thrown on
 * @returns the receipt code, which this device has computed and the server has promised, signed, to keep
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
  if (!pass?.credentials) throw new BallotFault('nothing-collected');
  // Counted up before sending: a ballot whose answer was lost may be stored, and the next must replace it.
  const next = { ...pass, sequence: pass.sequence + 1 };
  await store.update(next);

  const { ballot, code } = makeBallot(manifest, { ...next, credentials: pass.credentials }, ranking);
  const receipt = await send(ballot);
  const envelope = envelopeText(ballot);
  const isGood =
    receipt.code === code &&
    isPromise(manifest, { envelope, signature: ballot.signature, promise: receipt.signature });
  if (!isGood) throw new BallotFault('receipt-wrong');
  const kept = { code, envelope, signature: ballot.signature, promise: receipt.signature };
  await store.update({ ...next, receipts: [...next.receipts, kept] });
  return code;
}

/** Seals and signs one ballot. */
export function makeBallot(
  manifest: BallotManifest,
  { seed, credentials, sequence }: BallotPass & { credentials: Credentials },
  ranking: readonly number[],
): { ballot: CastBallot; code: string } {
  const keys = credentialKeys(fromBase64(seed), manifest.hash);
  const unsigned: CastBallot = {
    manifest: manifest.hash,
    credentialKey: toBase64(keys.public),
    credentials,
    sequence,
    sealed: toBase64(sealChoice(manifest, keys.public, ranking)),
    signature: '',
  };
  const envelope = envelopeText(unsigned);
  const signature = signEnvelope(envelope, keys.secret);
  return { ballot: { ...unsigned, signature: toBase64(signature) }, code: receiptCode(envelope, signature) };
}

async function newPass(manifest: BallotManifest, registrars: readonly CryptoKey[]): Promise<BallotPass> {
  const seed = crypto.getRandomValues(new Uint8Array(32));
  const message = credentialMessage(manifest.hash, credentialKeys(seed, manifest.hash).public);
  const requests = registrars.map(async (registrar) => {
    const prepared = suite.prepare(message);
    const { blindedMsg, inv } = await suite.blind(registrar, prepared);
    return {
      prefix: toBase64(prepared.subarray(0, 32)),
      blinded: toBase64(blindedMsg),
      inverse: toBase64(inv),
    };
  });
  return {
    v: 2,
    manifest: manifest.hash,
    electionId: manifest.document.electionId,
    seed: toBase64(seed),
    requests: await Promise.all(requests),
    credentials: null,
    sequence: 0,
    receipts: [],
  };
}

/** The registrars' answers as credentials: those that verify, as many as a ballot needs. */
async function unblinded(
  { hash, document }: BallotManifest,
  registrars: readonly CryptoKey[],
  { pass, signatures }: { pass: BallotPass } & BallotCredential,
): Promise<Credentials> {
  const message = credentialMessage(hash, credentialKeys(fromBase64(pass.seed), hash).public);
  const finalized = pass.requests.map(async ({ prefix, inverse }, registrar) => {
    const answer = signatures[registrar];
    const key = registrars[registrar];
    if (!answer || !key) return [];
    const prepared = Uint8Array.of(...fromBase64(prefix), ...message);
    try {
      const signature = await suite.finalize(key, prepared, fromBase64(answer), fromBase64(inverse));
      return [{ registrar, prefix, signature: toBase64(signature) }];
    } catch {
      return [];
    }
  });
  const good = (await Promise.all(finalized)).flat();
  if (good.length < document.threshold) throw new BallotFault('credential-invalid');
  return good.slice(0, document.threshold);
}

function registrarKeys({ document }: BallotManifest): Promise<CryptoKey[]> {
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
  return Promise.all(
    document.registrars.map(({ key }) =>
      crypto.subtle.importKey('spki', fromBase64(key), algorithm, true, ['verify']),
    ),
  );
}
