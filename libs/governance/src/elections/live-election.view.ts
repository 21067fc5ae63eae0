import { Injectable } from '@nestjs/common';
import type { PhaseUpdate, TurnoutUpdate } from '@app/contract';
import { DataSource } from 'typeorm';

/** What live pages are told about an election; everyone who may see its topic may see it. */
@Injectable()
export class LiveElectionView {
  constructor(private readonly db: DataSource) {}

  async phase(electionId: string): Promise<PhaseUpdate> {
    const [election]: [Pick<PhaseUpdate, 'phase'>] = await this.db.query(
      `select phase from election where id = $1`,
      [electionId],
    );
    return { electionId, phase: election.phase };
  }

  /** As it was last told, so that a page that is watched never sees a single ballot being collected. */
  async turnout(electionId: string): Promise<TurnoutUpdate> {
    const [election]: [Omit<TurnoutUpdate, 'electionId'>] = await this.db.query(
      `select roll_size as "rollSize", turnout_told as collected from election where id = $1`,
      [electionId],
    );
    return { electionId, ...election };
  }
}
