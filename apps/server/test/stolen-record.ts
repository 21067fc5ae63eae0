import { constants, createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import {
  type BallotManifest,
  type CastBallot,
  canonicalJson,
  type CanonicalValue,
  choiceText,
  envelopeText,
  headText,
} from '@app/contract';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { storedForm, tagged } from '../../../libs/governance/src/ballots/ballot-bytes.ts';
import { merkleRoot } from '../../../libs/governance/src/merkle-root.ts';
import {
  credentialKeys,
  sealText,
  signEnvelope,
  toBase64,
} from '../../web/src/lib/governance/ballot-crypto.ts';
import { makeBallot } from '../../web/src/lib/governance/sealed-ballot.ts';

type Json = Record<string, unknown>;
interface Head {
  batch: number;
  size: number;
  root: string;
  signature: string;
}

/** What somebody has who ran the server and kept its keys. */
export interface StolenKeys {
  registrar: KeyObject;
  log: KeyObject;
}

/** A record in the hands of somebody who wants it to say something else. */
export class StolenRecord {
  private readonly files: Record<string, Uint8Array>;

  constructor(
    archive: Uint8Array,
    private readonly manifest: BallotManifest,
    private readonly keys: StolenKeys,
  ) {
    this.files = unzipSync(archive);
  }

  pack(): Uint8Array {
    return zipSync(this.files, { level: 0 });
  }

  text(name: string): string {
    return strFromU8(this.files[name]!);
  }

  write(name: string, text: string): void {
    this.files[name] = strToU8(text);
  }

  drop(name: string): void {
    delete this.files[name];
  }

  /** Changes a JSON file and writes it in its canonical form. */
  edit(name: string, change: (value: Json) => void): void {
    const value = JSON.parse(this.text(name)) as Json;
    change(value);
    this.write(name, canonicalJson(value as CanonicalValue));
  }

  /** Changes the manifest and gives it the hash that it has then. */
  rewriteManifest(change: (document: Json) => void): void {
    this.edit('manifest.json', (manifest) => {
      const document = manifest['document'] as Json;
      change(document);
      const text = canonicalJson(document as CanonicalValue);
      manifest['hash'] = createHash('sha256').update(tagged('manifest')).update(text).digest('hex');
    });
  }

  get lines(): string[] {
    return this.text('log.jsonl').split('\n').slice(0, -1);
  }

  set lines(lines: string[]) {
    this.write('log.jsonl', lines.map((line) => `${line}\n`).join(''));
  }

  get ballots(): CastBallot[] {
    return this.lines.map((line) => {
      const { E, sg } = JSON.parse(line) as { E: Omit<CastBallot, 'signature'>; sg: string };
      return { ...E, signature: sg };
    });
  }

  /** Writes a whole new log with one batch, and signs its head with the stolen key. */
  relog(ballots: CastBallot[]): void {
    const forms = ballots.map(storedForm).toSorted((a, b) => a.leaf.compare(b.leaf));
    this.lines = forms.map(
      ({ envelope, signature }) => `{"E":${envelope},"sg":"${signature.toString('base64')}"}`,
    );
    const head = {
      batch: 1,
      size: forms.length,
      root: merkleRoot(forms.map(({ leaf }) => leaf)).toString('hex'),
    };
    this.write('sths.json', canonicalJson([{ ...head, signature: this.signed(head) }]));
  }

  editHeads(change: (heads: Head[]) => void): void {
    const heads = JSON.parse(this.text('sths.json')) as Head[];
    change(heads);
    this.write('sths.json', canonicalJson(heads as unknown as CanonicalValue));
  }

  /** A ballot of nobody's, with a credential that the stolen key signed. */
  minted(ranking: number[], change: (ballot: CastBallot) => CastBallot = (ballot) => ballot): CastBallot {
    const seed = toBase64(randomBytes(32));
    const key = credentialKeys(Buffer.from(seed, 'base64'), this.manifest.hash).public;
    const pass = {
      v: 2 as const,
      manifest: this.manifest.hash,
      electionId: this.manifest.document.electionId,
      seed,
      requests: [],
      credentials: [this.credentialFor(key)],
      sequence: 1,
      receipts: [],
    };
    return change(makeBallot(this.manifest, pass, ranking).ballot);
  }

  /** A ballot of nobody's that is in order but for what it says: the text, padded by something else than spaces. */
  padded(ranking: number[], padding: string): CastBallot {
    const seed = randomBytes(32);
    const keys = credentialKeys(seed, this.manifest.hash);
    const { padLength } = this.manifest.document;
    const text = choiceText(ranking, 0).padEnd(padLength, padding);
    const credentials = [this.credentialFor(keys.public)];
    const unsigned: CastBallot = {
      manifest: this.manifest.hash,
      credentialKey: toBase64(keys.public),
      credentials,
      sequence: 1,
      sealed: toBase64(sealText(this.manifest, keys.public, text)),
      signature: '',
    };
    return { ...unsigned, signature: toBase64(signEnvelope(envelopeText(unsigned), keys.secret)) };
  }

  /** What the stolen key signs for a credential. */
  private credentialFor(key: Uint8Array) {
    const prefix = randomBytes(32);
    const message = Buffer.concat([
      prefix,
      tagged('credential'),
      Buffer.from(this.manifest.hash, 'hex'),
      key,
    ]);
    const scheme = { key: this.keys.registrar, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
    const signature = sign('sha384', message, scheme).toString('base64');
    return { registrar: 0, prefix: prefix.toString('base64'), signature };
  }

  private signed(head: Omit<Head, 'signature'>): string {
    const message = Buffer.concat([tagged('head'), Buffer.from(headText(this.manifest.hash, head))]);
    return sign(null, message, this.keys.log).toString('base64');
  }
}
