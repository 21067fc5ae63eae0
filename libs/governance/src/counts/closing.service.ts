import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Election } from '../elections/election.entity.ts';
import { VotingService } from '../elections/voting.service.ts';
import { BallotArchive } from './ballot-archive.ts';
import { type ClosingElection, closing } from './closing-election.ts';
import { CountsService } from './counts.service.ts';

type ClosingStep = (election: ClosingElection) => Promise<void>;

/** Ends the voting and brings out the result, in steps that lose and double nothing wherever they break off. */
@Injectable()
export class ClosingService {
  /** In their order. Each may be the last before a crash; the next run repeats it and goes on. */
  readonly steps: readonly ClosingStep[];
  private readonly count: ClosingStep;

  constructor(
    private readonly db: DataSource,
    private readonly voting: VotingService,
    archive: BallotArchive,
    private readonly counts: CountsService,
  ) {
    this.count = (election) => counts.count(election);
    this.steps = [
      (election) => archive.storeBallots(election),
      (election) => archive.smoothRoll(election),
      (election) => archive.writeHead(election),
      (election) => archive.wipeSpool(election),
      (election) => archive.publishKey(election),
      (election) => archive.destroyKeys(election),
      this.count,
      (election) => counts.declare(election),
    ];
  }

  /** Does what is left to do; before the deadline, and after the result, nothing. */
  async close(electionId: string): Promise<void> {
    await this.voting.close(electionId);
    const election = await this.db.manager.findOneByOrFail(Election, { id: electionId });
    if (election.phase !== 'counting') return;
    for (const step of this.steps) {
      if (step === this.count && (await this.counts.waits(closing(election)))) return;
      await step(closing(election));
    }
  }
}
