import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { blindSign, merkleRoot } from '@app/governance';

const HASH_BYTES = 32;
const SLOT_BYTES = HASH_BYTES + 384;

/** Why a registrar signs nothing, in words for the log of whoever asked. */
export class Refusal extends Error {
  constructor(
    readonly status: 403 | 404 | 409 | 422,
    message: string,
  ) {
    super(message);
  }
}

export interface Roll {
  electionId: string;
  topicUrl: string;
  votingClosesAt: string;
  leaves: string[];
  rollRoot: string;
}

/**
 * An auditor's own books: for each election the roll as it was given first, a key, and one slot for each member on the
 * roll. Slots lie in the roll's order and are there from the start, so that they tell nothing about time.
 */
export class RegistrarBooks {
  /** @param checked roots of rolls that the auditor has checked; null accepts the first roll of every election */
  constructor(
    private readonly folder: string,
    private readonly checked: ReadonlySet<string> | null,
  ) {}

  /**
   * Takes the roll of an election, once.
   *
   * @returns the key's public half, SPKI in base64, and the root of the roll as computed here
   * @throws Refusal when the roll is not the one that was given before, or not one the auditor has checked
   */
  enrol(roll: Roll): { key: string; rollRoot: string } {
    const rollRoot = merkleRoot(roll.leaves.map((leaf) => Buffer.from(leaf, 'hex'))).toString('hex');
    if (rollRoot !== roll.rollRoot) throw new Refusal(422, 'the roll has another root');
    if (this.checked && !this.checked.has(rollRoot)) throw new Refusal(403, 'this roll was not checked');
    const folder = this.folderOf(roll.electionId);
    if (!existsSync(folder)) open(folder, roll);
    const kept = this.roll(roll.electionId);
    if (kept.rollRoot !== rollRoot) throw new Refusal(409, 'this election has another roll');
    const key = createPublicKey(this.key(roll.electionId));
    return { key: key.export({ type: 'spki', format: 'der' }).toString('base64'), rollRoot };
  }

  /**
   * Signs a blinded credential for a member on the roll: one each. The same request again gets the same answer.
   *
   * @throws Refusal
   */
  sign(
    { electionId, leaf, blinded }: { electionId: string; leaf: string; blinded: string },
    now: Date,
  ): string {
    const { leaves, votingClosesAt } = this.roll(electionId);
    if (now >= new Date(votingClosesAt)) throw new Refusal(403, 'voting has closed');
    const place = leaves.indexOf(leaf);
    if (place < 0) throw new Refusal(403, 'this leaf is not on the roll');
    const request = Buffer.from(blinded, 'base64');
    const hash = createHash('sha256').update(request).digest();
    const file = openSync(join(this.folderOf(electionId), 'issued'), 'r+');
    try {
      const slot = Buffer.alloc(SLOT_BYTES);
      readSync(file, slot, 0, SLOT_BYTES, place * SLOT_BYTES);
      const isFree = slot.every((byte) => byte === 0);
      if (!isFree && !slot.subarray(0, HASH_BYTES).equals(hash))
        throw new Refusal(409, 'another request was signed for this leaf');
      if (!isFree) return slot.subarray(HASH_BYTES).toString('base64');
      const signature = blindSign(this.key(electionId), request);
      writeSync(file, Buffer.concat([hash, signature]), 0, SLOT_BYTES, place * SLOT_BYTES);
      fdatasyncSync(file);
      return signature.toString('base64');
    } finally {
      closeSync(file);
    }
  }

  private roll(electionId: string): Roll {
    const path = join(this.folderOf(electionId), 'roll.json');
    if (!existsSync(path)) throw new Refusal(404, 'this election is not known here');
    return JSON.parse(readFileSync(path, 'utf8')) as Roll;
  }

  private key(electionId: string): KeyObject {
    return createPrivateKey(readFileSync(join(this.folderOf(electionId), 'registrar.pem')));
  }

  private folderOf(electionId: string): string {
    if (!/^\d{1,19}$/.test(electionId)) throw new Refusal(422, 'this is no election');
    return join(this.folder, electionId);
  }
}

/** Writes everything aside and puts it in place at once. */
function open(folder: string, roll: Roll): void {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072, publicExponent: 65_537 });
  const mode = { mode: 0o600, flush: true };
  writeFileSync(join(draft, 'registrar.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }), mode);
  writeFileSync(join(draft, 'issued'), Buffer.alloc(roll.leaves.length * SLOT_BYTES), mode);
  writeFileSync(join(draft, 'roll.json'), JSON.stringify(roll), mode);
  renameSync(draft, folder);
}
