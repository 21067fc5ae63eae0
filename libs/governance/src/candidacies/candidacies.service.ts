import { Injectable } from '@nestjs/common';
import type { Nominate } from '@app/contract';
import { AccessView, renderPost } from '@app/forum';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { ElectionClock } from '../elections/election-clock.ts';
import { Election } from '../elections/election.entity.ts';
import { lockElection } from '../elections/lock-election.ts';
import { whyNotNow } from '../elections/phase.rules.ts';
import { Candidacy } from './candidacy.entity.ts';
import { NominationsService } from './nominations.service.ts';

/** More than fit on a ballot that people can rank; a ballot's length grows with its candidates. */
const MOST_CANDIDATES = 500;

@Injectable()
export class CandidaciesService {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly clock: ElectionClock,
    private readonly nominations: NominationsService,
  ) {}

  /**
   * Makes the viewer a candidate.
   *
   * @throws ProblemError `not-found`, `sign-in-required`, `nominations-closed`, `already-nominated`, `too-many-candidates`
   */
  async nominate(viewer: Viewer, electionId: string, { statement }: Nominate): Promise<void> {
    if (await this.isConducted(electionId)) return this.nominations.accept(viewer, electionId, statement);
    const accountId = await this.member(viewer, electionId);
    await this.db.transaction(async (tx) => {
      const election = await lockElection(tx, electionId);
      await this.refuseUnless(tx, election, 'nominate');
      if (await tx.existsBy(Candidacy, { electionId, accountId }))
        throw new ProblemError('already-nominated');
      const candidates = await tx.countBy(Candidacy, { electionId });
      if (candidates >= MOST_CANDIDATES) throw new ProblemError('too-many-candidates');
      const statementHtml = await renderPost(tx, statement);
      const nominatedAt = await this.clock.now(tx);
      await tx.insert(Candidacy, { electionId, accountId, statement, statementHtml, nominatedAt });
    });
  }

  /** @throws ProblemError `not-found`, `sign-in-required`, `nominations-closed`, `no-candidacy` */
  async withdraw(viewer: Viewer, electionId: string): Promise<void> {
    if (await this.isConducted(electionId)) return this.nominations.withdraw(viewer, electionId);
    const accountId = await this.member(viewer, electionId);
    await this.db.transaction(async (tx) => {
      const election = await lockElection(tx, electionId);
      await this.refuseUnless(tx, election, 'withdraw');
      const { affected } = await tx.delete(Candidacy, { electionId, accountId });
      if (affected === 0) throw new ProblemError('no-candidacy');
    });
  }

  private isConducted(id: string): Promise<boolean> {
    return this.db.manager.existsBy(Election, { id, procedure: 'officers' });
  }

  private async member(viewer: Viewer, electionId: string): Promise<string> {
    const hidden = await this.access.whyNotSeeTopic(viewer, electionId);
    if (hidden) throw new ProblemError(hidden);
    return signedIn(viewer);
  }

  private async refuseUnless(
    tx: EntityManager,
    election: Election,
    event: 'nominate' | 'withdraw',
  ): Promise<void> {
    const refusal = whyNotNow(election, event, await this.clock.now(tx));
    if (refusal) throw new ProblemError(refusal);
  }
}
