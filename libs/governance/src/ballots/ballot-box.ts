import { createPublicKey, type KeyObject } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { BallotManifest, type BallotReceipt, canonicalJson, CastBallot } from '@app/contract';
import { Config, ProblemError } from '@app/platform';
import { ElectionClock } from '../elections/election-clock.ts';
import { writeOnce } from '../keys/write-once.ts';
import { receiptCode, storedForm } from './ballot-bytes.ts';
import { isClosed, Spool, SpoolClosed } from './spool.ts';
import { SEAL_OVERHEAD, whatsWrongOutside } from './whats-wrong.ts';

const HASH = /^[0-9a-f]{64}$/;

interface OpenBox {
  document: BallotManifest['document'];
  registrar: KeyObject;
  spool: Spool;
  /** The highest sequence number seen here from each credential key, and that ballot's leaf. */
  last: Map<string, { sequence: number; leaf: Buffer }>;
  /** The end of the queue of writers. */
  turn: Promise<unknown>;
}

/**
 * Takes in sealed ballots from nobody in particular. It reads files and a clock of its own and never the
 * database, because whatever is done there leaves an order in time beside the roll's.
 *
 * Processes that share a DATA_DIR share the box. Each knows the sequence numbers that it saw itself and
 * those that were there at its start; which ballot of a credential counts is decided at the close.
 */
@Injectable()
export class BallotBox {
  private readonly boxes = new Map<string, Promise<OpenBox>>();

  constructor(
    private readonly config: Config,
    private readonly clock: ElectionClock,
  ) {}

  /** Makes the box of an election; making it again changes nothing. */
  async open(manifest: BallotManifest): Promise<void> {
    await mkdir(this.directory(manifest.hash), { recursive: true, mode: 0o700 });
    await writeOnce(join(this.directory(manifest.hash), 'manifest.json'), canonicalJson(manifest.document));
  }

  /**
   * Stores a ballot. The same ballot again gets the same receipt.
   *
   * @throws ProblemError `invalid-ballot`, `invalid-credential`, `outdated-ballot`, `voting-closed`, `ballot-not-stored`
   */
  async cast(ballot: CastBallot): Promise<BallotReceipt> {
    const box = await this.box(ballot.manifest);
    const refusal = await whatsWrongOutside(ballot, box.document, box.registrar);
    if (refusal) throw new ProblemError(refusal);

    const stored = box.turn.then(() => this.store(box, ballot));
    box.turn = stored.catch(() => undefined);
    return { code: receiptCode(await stored) };
  }

  /** Lets no further ballot in, in any process, and answers all that were cast. */
  async close(manifestHash: string): Promise<CastBallot[]> {
    const { spool, document, registrar } = await this.known(manifestHash);
    await spool.close();
    const ballots = (await spool.read()).map((record) => CastBallot.parse(JSON.parse(record.toString())));
    // Looked at again, since somebody who can write files could have put one there past the door.
    const wrong = await Promise.all(ballots.map((ballot) => whatsWrongOutside(ballot, document, registrar)));
    return ballots.filter((_, index) => wrong[index] === null);
  }

  /** Destroys the spool, once its ballots are in the database. */
  async wipe(manifestHash: string): Promise<void> {
    const { spool } = await this.known(manifestHash);
    await spool.wipe();
    this.boxes.delete(manifestHash);
  }

  private async store(box: OpenBox, ballot: CastBallot): Promise<Buffer> {
    const { leaf } = storedForm(ballot);
    const last = box.last.get(ballot.credentialKey);
    if (last?.leaf.equals(leaf)) return leaf;
    if (this.clock.estimate() >= new Date(box.document.votingClosesAt))
      throw new ProblemError('voting-closed');
    if (last && ballot.sequence <= last.sequence) throw new ProblemError('outdated-ballot');
    await box.spool.write(Buffer.from(canonicalJson(ballot))).catch((error: unknown) => {
      throw new ProblemError(error instanceof SpoolClosed ? 'voting-closed' : 'ballot-not-stored');
    });
    box.last.set(ballot.credentialKey, { sequence: ballot.sequence, leaf });
    return leaf;
  }

  private async box(manifestHash: string): Promise<OpenBox> {
    const known = this.boxes.get(manifestHash);
    if (known) return known;
    if (await isClosed(this.directory(manifestHash))) throw new ProblemError('voting-closed');
    const opening = this.load(manifestHash);
    this.boxes.set(manifestHash, opening);
    try {
      return await opening;
    } catch (error) {
      this.boxes.delete(manifestHash);
      // A hash that names no box is a ballot for another election, or for none.
      const isUnknown = (error as NodeJS.ErrnoException).code === 'ENOENT';
      throw isUnknown ? new ProblemError('invalid-ballot') : error;
    }
  }

  private known(manifestHash: string): Promise<OpenBox> {
    return this.boxes.get(manifestHash) ?? this.load(manifestHash);
  }

  private async load(manifestHash: string): Promise<OpenBox> {
    const directory = this.directory(manifestHash);
    const text = await readFile(join(directory, 'manifest.json'), 'utf8');
    const document = BallotManifest.shape.document.parse(JSON.parse(text));
    const registrar = createPublicKey({
      key: Buffer.from(document.registrar, 'base64'),
      format: 'der',
      type: 'spki',
    });
    const box: OpenBox = {
      document,
      registrar,
      spool: new Spool(directory, slotSizeFor(document)),
      last: new Map(),
      turn: Promise.resolve(),
    };
    for (const record of await box.spool.read()) {
      const ballot = CastBallot.parse(JSON.parse(record.toString()));
      const { sequence } = box.last.get(ballot.credentialKey) ?? { sequence: 0 };
      if (ballot.sequence <= sequence) continue;
      const { leaf } = storedForm(ballot);
      box.last.set(ballot.credentialKey, { sequence: ballot.sequence, leaf });
    }
    return box;
  }

  private directory(manifestHash: string): string {
    if (!HASH.test(manifestHash)) throw new ProblemError('invalid-ballot');
    return join(this.config.dataDir, 'ballots', manifestHash);
  }
}

/** The longest text of a ballot that passes the checks, and the spool's own 36 bytes, in steps of 256. */
function slotSizeFor({ padLength }: BallotManifest['document']): number {
  const base64 = (bytes: number): string => Buffer.alloc(bytes).toString('base64');
  const longest: CastBallot = {
    manifest: '0'.repeat(64),
    credentialKey: base64(32),
    prefix: base64(32),
    credential: base64(384),
    sequence: 1000,
    sealed: base64(padLength + SEAL_OVERHEAD),
    signature: base64(64),
  };
  return Math.ceil((canonicalJson(longest).length + 36) / 256) * 256;
}
