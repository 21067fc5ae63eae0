import { Injectable } from '@nestjs/common';
import type { DecisionAddress, StateOutcome } from '@app/contract';
import { AccessView, renderPost } from '@app/forum';
import { signedIn, type Viewer } from '@app/identity';
import { answerOnce, ProblemError, requestKey } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { Decision } from '../decisions/decision.entity.ts';
import { lockProposal } from './lock-proposal.ts';
import { announce } from './proposal-announcements.rules.ts';
import { ProposalClock } from './proposal-clock.ts';
import { ProposalSteps } from './proposal-steps.ts';
import { ProposalVersion } from './proposal-version.entity.ts';
import { Proposal } from './proposal.entity.ts';
import { isCarried, whyNotOutcome } from './proposal.rules.ts';
import { tallyProposal } from './tally-proposal.ts';
import { termsOf } from './proposal-rows.ts';

@Injectable()
export class OutcomesService {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly steps: ProposalSteps,
    private readonly clock: ProposalClock,
  ) {}

  /**
   * States what became of a proposal and writes it into the decision log, as it is at this moment.
   *
   * @throws ProblemError a refusal of the policy or of `whyNotOutcome`, `invalid-input` for an unknown owner
   */
  async state(
    viewer: Viewer,
    proposalId: string,
    input: StateOutcome,
    idempotencyKey?: string,
  ): Promise<DecisionAddress> {
    const accountId = signedIn(viewer);
    const key = requestKey(input.clientId, idempotencyKey);
    const { clientId: _, ...request } = input;
    return this.db.transaction((tx) =>
      answerOnce(tx, { accountId, key, request: ['outcome', proposalId, request] }, () =>
        this.insert(tx, viewer, proposalId, input),
      ),
    );
  }

  private async insert(
    tx: EntityManager,
    viewer: Viewer,
    proposalId: string,
    { outcome, text, owner, reviewOn }: StateOutcome,
  ): Promise<DecisionAddress> {
    const decidedById = signedIn(viewer);
    const proposal = await lockProposal(tx, proposalId);
    const refusal = await this.access.whyNotConductProposal(viewer, proposal);
    if (refusal) throw new ProblemError(refusal);
    const tally = await tallyProposal(tx, proposal);
    const differs = whyNotOutcome(proposal, outcome, isCarried(proposal, tally));
    if (differs) throw new ProblemError(differs);
    const decidedAt = await this.clock.now(tx);
    const ownerId = owner ? await accountNamed(tx, owner) : null;

    const { topicId, title, version, openedAt, closedAt, revision } = proposal;
    const wording = await tx.findOneByOrFail(ProposalVersion, { proposalId, version });
    const decision = await tx.save(
      tx.create(Decision, {
        proposalId,
        topicId,
        outcome,
        outcomeRaw: text,
        outcomeHtml: await renderPost(tx, text),
        title,
        textRaw: wording.raw,
        textHtml: wording.html,
        version,
        terms: termsOf(proposal),
        // Withdrawn while votes were hidden: they stay so.
        tally: closedAt === null ? null : tally,
        openedAt,
        closedAt: closedAt ?? decidedAt,
        decidedAt,
        decidedById,
        ownerId,
        reviewOn: reviewOn ?? null,
      }),
    );
    await tx.update(Proposal, { id: proposalId }, { state: 'decided', revision: revision + 1 });
    const raw = announce.decided(proposal, outcome, decision.id);
    const event = { name: 'proposal.decided' as const, proposalId, decisionId: decision.id };
    await this.steps.tell(tx, proposal, { byId: decidedById, raw, at: decidedAt, event });
    return { id: decision.id };
  }
}

async function accountNamed(tx: EntityManager, handle: string): Promise<string> {
  const [account] = await tx.query<{ id: string }[]>(
    `select id from account where handle = $1 and domain = '' and deleted_at is null`,
    [handle.replace(/^@/, '')],
  );
  if (account) return account.id;
  const message = 'Nobody has this name here';
  throw new ProblemError('invalid-input', { errors: [{ pointer: '/owner', code: 'invalid', message }] });
}
