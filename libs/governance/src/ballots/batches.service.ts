import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Election } from '../elections/election.entity.ts';
import { lockElection } from '../elections/lock-election.ts';
import { ElectionKeys } from '../keys/election-keys.ts';
import { BallotBox } from './ballot-box.ts';
import { hasOpenBatch, insertBatch, loggedLeaves, openBatch, writeHead } from './ballot-log.ts';
import { isBatch } from './batches.rules.ts';
import { HeadPosts } from './head-posts.ts';

/** While voting goes on, brings ballots from the spool into the log, many at once and at fixed times. */
@Injectable()
export class BatchesService {
  constructor(
    private readonly db: DataSource,
    private readonly box: BallotBox,
    private readonly keys: ElectionKeys,
    private readonly posts: HeadPosts,
  ) {}

  /** Makes a batch wherever enough ballots wait. Broken off anywhere, the next run goes on. */
  async flushAll(): Promise<void> {
    const voting = await this.db.manager.findBy(Election, { phase: 'voting' });
    for (const { id } of voting) await this.flush(id);
  }

  async flush(electionId: string): Promise<void> {
    const election = await this.db.manager.findOneByOrFail(Election, { id: electionId });
    if (election.phase !== 'voting' || election.manifestHash === null) return;
    const hash = election.manifestHash.toString('hex');
    // A suspension whose transaction failed must not outlast the quarter of an hour.
    await this.box.hold(hash, election.state === 'suspended');
    const batch = await openBatch(this.db.manager, electionId);
    const known = await loggedLeaves(this.db.manager, electionId);
    const waiting = await this.box.ballots(hash, known);
    // A batch that was written before a crash still wants its head.
    if (!(await hasOpenBatch(this.db.manager, electionId, batch))) {
      if (!isBatch(waiting.length, election.rollSize)) return;
      await this.db.transaction((tx) => insertBatch(tx, { electionId, batch }, waiting));
    }
    await this.tellHead(electionId, batch);
  }

  private async tellHead(electionId: string, batch: number): Promise<void> {
    const { log } = await this.keys.read(electionId);
    await this.db.transaction(async (tx) => {
      const { id, phase, manifestHash } = await lockElection(tx, electionId);
      // The close, or another process, may have been faster.
      if (phase !== 'voting' || manifestHash === null || batch !== (await openBatch(tx, id))) return;
      await this.posts.tell(tx, await writeHead(tx, { id, manifestHash }, log));
    });
  }
}
