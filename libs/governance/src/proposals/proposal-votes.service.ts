import { Injectable } from '@nestjs/common';
import type { CastVote } from '@app/contract';
import { AccessView } from '@app/forum';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { ElectionClock } from '../elections/election-clock.ts';
import { lockProposal } from './lock-proposal.ts';
import { ProposalVoter } from './proposal-voter.entity.ts';

@Injectable()
export class ProposalVotesService {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly clock: ElectionClock,
  ) {}

  /**
   * Takes a vote, or another one of the same voter in its place, until voting ends.
   *
   * @throws ProblemError a refusal of the policy, `not-on-roll`, `voting-closed` (with the server's time),
   *   `proposal-changed`, `invalid-input`
   */
  async vote(viewer: Viewer, proposalId: string, vote: CastVote): Promise<void> {
    const accountId = signedIn(viewer);
    const { choice, reason, version } = vote;
    await this.db.transaction(async (tx) => {
      const proposal = await lockProposal(tx, proposalId);
      const refusal = await this.access.whyNotInTopic(viewer, 'vote', proposal.topicId);
      if (refusal) throw new ProblemError(refusal);
      const own = { proposalId, accountId };
      if (!(await tx.existsBy(ProposalVoter, own))) throw new ProblemError('not-on-roll');
      const votedAt = await this.clock.now(tx);
      if (proposal.state !== 'open' || votedAt >= proposal.closesAt) {
        throw new ProblemError('voting-closed', { detail: `It is ${votedAt.toISOString()} here` });
      }
      if (version !== proposal.version) throw new ProblemError('proposal-changed');
      if (choice === 'block' && !proposal.blocking) {
        const message = 'Nobody can block this proposal';
        throw new ProblemError('invalid-input', {
          errors: [{ pointer: '/choice', code: 'invalid', message }],
        });
      }
      await tx.update(ProposalVoter, own, { choice, reason, version, votedAt });
    });
  }
}
