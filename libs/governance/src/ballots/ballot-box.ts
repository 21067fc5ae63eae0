import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { type BallotManifest, type BallotReceipt, canonicalJson, type CastBallot } from '@app/contract';
import { Config, ProblemError, writeOnce } from '@app/platform';
import { ElectionClock } from '../elections/election-clock.ts';
import { logKeyFile } from '../keys/key-files.ts';
import type { StoredForm } from './ballot-bytes.ts';
import { ballotsIn, type OpenBox, openBox } from './open-box.ts';
import { isClosed } from './spool.ts';
import { HELD, Refused, takeBallot } from './take-ballot.ts';

const HASH = /^[0-9a-f]{64}$/;

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
   * Stores a ballot and promises, signed, that it will be in the log. The same ballot again gets the same receipt.
   *
   * @throws ProblemError `invalid-ballot`, `invalid-credential`, `outdated-ballot`, `voting-suspended`, `voting-closed`,
   *   `ballot-not-stored`
   */
  async cast(ballot: CastBallot): Promise<BallotReceipt> {
    const box = await this.box(ballot.manifest);
    return takeBallot(box, ballot, () => this.clock.estimate()).catch((error: unknown) => {
      throw error instanceof Refused ? new ProblemError(error.code) : error;
    });
  }

  /** Lets no ballot in while voting is suspended, in any process, or lets them in again. Doing it twice changes nothing. */
  async hold(manifestHash: string, isHeld: boolean): Promise<void> {
    const path = join(this.directory(manifestHash), HELD);
    await (isHeld ? writeOnce(path, '') : rm(path, { force: true }));
  }

  /** Lets no further ballot in, in any process. */
  async close(manifestHash: string): Promise<void> {
    const { spool } = await this.known(manifestHash);
    await spool.close();
  }

  /**
   * All good ballots in the box that are not among the known.
   *
   * @param known leaves, hexadecimal
   */
  async ballots(
    manifestHash: string,
    known: ReadonlySet<string>,
    tell: (done: number) => Promise<void> = () => Promise.resolve(),
  ): Promise<StoredForm[]> {
    return ballotsIn(await this.known(manifestHash), known, tell);
  }

  /** Destroys the spool, once its ballots are in the database. */
  async wipe(manifestHash: string): Promise<void> {
    const { spool } = await this.known(manifestHash);
    await spool.wipe();
    this.boxes.delete(manifestHash);
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

  private load(manifestHash: string): Promise<OpenBox> {
    return openBox(this.directory(manifestHash), (id) => logKeyFile(this.config, id));
  }

  private directory(manifestHash: string): string {
    if (!HASH.test(manifestHash)) throw new ProblemError('invalid-ballot');
    return join(this.config.dataDir, 'ballots', manifestHash);
  }
}
