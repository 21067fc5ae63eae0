import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { BallotBox } from '../ballots/ballot-box.ts';
import { rawPrivateKey } from '../ballots/open-ballot.ts';
import { ElectionKeys } from '../keys/election-keys.ts';
import { rewriteRoll } from '../roll/freeze-roll.ts';
import { insertBallots, logHead } from './ballot-log.ts';
import type { ClosingElection } from './closing-election.ts';
import { ElectionCount } from './election-count.entity.ts';

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
    const ballots = await this.box.close(manifestHash.toString('hex'));
    await this.db.transaction((tx) => insertBallots(tx, id, ballots));
  }

  /** Makes the roll forget in which order ballots were collected. */
  async smoothRoll({ id }: ClosingElection): Promise<void> {
    await this.db.transaction((tx) => rewriteRoll(tx, id));
  }

  /** Writes down how many ballots there are and the one hash that names them all. */
  async writeHead({ id }: ClosingElection): Promise<void> {
    await this.db.transaction(async (tx) => {
      const head = await logHead(tx, id);
      await tx
        .createQueryBuilder()
        .insert()
        .into(ElectionCount)
        .values({ electionId: id, ...head })
        .orIgnore()
        .execute();
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
