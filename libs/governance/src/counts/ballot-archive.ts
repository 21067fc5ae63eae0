import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { BallotBox } from '../ballots/ballot-box.ts';
import { insertBatch, loggedLeaves, openBatch, writeHead } from '../ballots/ballot-log.ts';
import { rawPrivateKey } from '../ballots/open-ballot.ts';
import { lockElection } from '../elections/lock-election.ts';
import { ElectionKeys } from '../keys/election-keys.ts';
import { rewriteRoll } from '../roll/freeze-roll.ts';
import { issuanceOf } from '../credentials/issuance.ts';
import type { ClosingElection } from './closing-election.ts';
import { ElectionCount } from './election-count.entity.ts';
import { progressOf } from './progress.ts';

/**
 * Brings the ballots of a closed election from the spool into the database, and its key into the open.
 * Every step is a transaction or a change of files of its own, may be repeated, and finds what was done.
 */
@Injectable()
export class BallotArchive {
  constructor(
    private readonly db: DataSource,
    private readonly box: BallotBox,
    private readonly keys: ElectionKeys,
  ) {}

  /** Lets no more ballots in and stores all that were cast, at once and in an order that tells nothing. */
  async storeBallots({ id, manifestHash }: ClosingElection): Promise<void> {
    // Once the log's head is written the spool may be gone; what was in it is stored.
    if (await this.db.manager.existsBy(ElectionCount, { electionId: id })) return;
    const hash = manifestHash.toString('hex');
    await this.box.close(hash);
    const tell = progressOf(this.db, id);
    const known = await loggedLeaves(this.db.manager, id);
    const ballots = await this.box.ballots(hash, known, (done) => tell('store', done, done));
    const batch = await openBatch(this.db.manager, id);
    await this.db.transaction((tx) => insertBatch(tx, { electionId: id, batch }, ballots));
  }

  /** Makes the roll forget in which order ballots were collected. */
  async smoothRoll({ id }: ClosingElection): Promise<void> {
    await this.db.transaction((tx) => rewriteRoll(tx, id));
  }

  /** Signs the last head of the log, which names all ballots, and writes down how many were handed out. */
  async writeHead({ id, manifestHash }: ClosingElection): Promise<void> {
    await this.db.transaction(async (tx) => {
      await lockElection(tx, id);
      if (await tx.existsBy(ElectionCount, { electionId: id })) return;
      const { log } = await this.keys.read(id);
      const { size, root } = await writeHead(tx, { id, manifestHash }, log);
      const handedOut = await issuanceOf(tx, id);
      await tx.insert(ElectionCount, { electionId: id, stored: size, logRoot: root, ...handedOut });
    });
  }

  async wipeSpool({ manifestHash }: ClosingElection): Promise<void> {
    await this.box.wipe(manifestHash.toString('hex'));
  }

  /** From here on everybody can open every ballot. */
  async publishKey({ id: electionId }: ClosingElection): Promise<void> {
    const sealed = { electionId, sealingKey: IsNull() };
    if (!(await this.db.manager.existsBy(ElectionCount, sealed))) return;
    const { sealing } = await this.keys.read(electionId);
    await this.db.manager.update(ElectionCount, sealed, { sealingKey: rawPrivateKey(sealing) });
  }

  async destroyKeys({ id }: ClosingElection): Promise<void> {
    await this.keys.destroy(id);
  }
}
