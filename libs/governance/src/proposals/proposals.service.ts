import { Injectable } from '@nestjs/common';
import type { ChangeProposal, NewProposal, ProposalAddress } from '@app/contract';
import { AccessView, renderPost } from '@app/forum';
import { signedIn, type Viewer } from '@app/identity';
import { answerOnce, ProblemError, requestKey } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { electoratesOf } from './electorates.ts';
import { lockProposal } from './lock-proposal.ts';
import { announce } from './proposal-announcements.rules.ts';
import { ProposalClock } from './proposal-clock.ts';
import { ProposalSteps } from './proposal-steps.ts';
import { ProposalVersion } from './proposal-version.entity.ts';
import { Proposal } from './proposal.entity.ts';
import { closingAfterChange } from './proposal.rules.ts';

@Injectable()
export class ProposalsService {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly steps: ProposalSteps,
    private readonly clock: ProposalClock,
  ) {}

  /**
   * Puts a text to the vote in a topic, with the roll as the group is now. The same `idempotencyKey` (or
   * `clientId`) again answers the first one's address.
   *
   * @throws ProblemError a refusal of the policy, `invalid-input`, `idempotency-conflict`
   */
  async open(
    viewer: Viewer,
    topicId: string,
    input: NewProposal,
    idempotencyKey?: string,
  ): Promise<ProposalAddress> {
    const accountId = signedIn(viewer);
    const key = requestKey(input.clientId, idempotencyKey);
    const { clientId: _, ...request } = input;
    return this.db.transaction((tx) =>
      answerOnce(tx, { accountId, key, request: ['proposal', topicId, request] }, () =>
        this.insert(tx, viewer, topicId, input),
      ),
    );
  }

  private async insert(
    tx: EntityManager,
    viewer: Viewer,
    topicId: string,
    input: NewProposal,
  ): Promise<ProposalAddress> {
    const authorId = signedIn(viewer);
    const refusal = await this.access.whyNotInTopic(viewer, 'open-proposal', topicId);
    if (refusal) throw new ProblemError(refusal);
    const { title, raw, quorum, threshold, blocking, results } = input;
    const openedAt = await this.clock.now(tx);
    const closesAt = new Date(input.closesAt);
    if (closesAt <= openedAt) throw wrong('closesAt', 'This moment has passed');
    const electorate = (await electoratesOf(tx, viewer)).find(({ slug }) => slug === input.electorate);
    if (!electorate) throw wrong('electorate', 'You may not put it to this group');

    const terms = { title, quorum, threshold, blocking, results };
    const proposal = await tx.save(
      tx.create(Proposal, {
        ...terms,
        topicId,
        authorId,
        electorateSlug: electorate.slug,
        electorateName: electorate.name,
        rollSize: 0,
        openedAt,
        closesAt,
      }),
    );
    const rollSize = await enterOnRoll(tx, proposal, await this.whoMayVote(tx, proposal));
    if (rollSize === 0) throw wrong('electorate', 'Nobody in this group may read this topic');
    await tx.update(Proposal, { id: proposal.id }, { rollSize });
    await this.writeVersion(tx, proposal, { editorId: authorId, raw, at: openedAt });
    await this.clock.schedule(tx, proposal);
    await this.steps.tell(tx, proposal, {
      byId: authorId,
      raw: announce.opened(proposal, closesAt),
      at: openedAt,
      event: { name: 'proposal.opened', proposalId: proposal.id },
    });
    const [topic] = await tx.query<[{ slug: string }]>(`select slug from topic where id = $1`, [topicId]);
    return { id: proposal.id, topicId, slug: topic.slug };
  }

  /**
   * Gives a proposal a new wording. Votes on the old one are kept and wait for their voters to confirm
   * them; voting goes on for long enough to read the new one.
   *
   * @param version the version that the change is based on
   * @throws ProblemError a refusal of the policy, `version-required`, `stale-version`, `voting-closed`
   */
  async change(
    viewer: Viewer,
    proposalId: string,
    version: number | undefined,
    { raw }: ChangeProposal,
  ): Promise<void> {
    const editorId = signedIn(viewer);
    await this.db.transaction(async (tx) => {
      const proposal = await lockProposal(tx, proposalId);
      const refusal = await this.access.whyNotConductProposal(viewer, proposal);
      if (refusal) throw new ProblemError(refusal);
      if (version === undefined) throw new ProblemError('version-required');
      const at = await this.clock.now(tx);
      if (proposal.state !== 'open' || at >= proposal.closesAt) throw new ProblemError('voting-closed');
      const present = await tx.findOneByOrFail(ProposalVersion, { proposalId, version: proposal.version });
      // Also a repeated request whose first answer was lost: what it asks for is already so.
      if (present.raw === raw) return;
      if (version !== proposal.version) throw new ProblemError('stale-version');

      const changed = {
        version: version + 1,
        revision: proposal.revision + 1,
        closesAt: closingAfterChange(proposal, at),
      };
      await tx.update(Proposal, { id: proposalId }, changed);
      await this.writeVersion(tx, { id: proposalId, version: changed.version }, { editorId, raw, at });
      const { openedAt } = proposal;
      await this.clock.schedule(tx, { id: proposalId, openedAt, closesAt: changed.closesAt });
      const words = announce.changed(proposal, changed.version, changed.closesAt);
      const event = { name: 'proposal.changed' as const, proposalId };
      await this.steps.tell(tx, proposal, { byId: editorId, raw: words, at, event });
    });
  }

  /** Everybody who is in the proposal's group at this moment and can read what is voted on. */
  private async whoMayVote(
    tx: EntityManager,
    { topicId, electorateSlug }: Pick<Proposal, 'topicId' | 'electorateSlug'>,
  ): Promise<string[]> {
    const members = await tx.query<{ id: string }[]>(
      `select a.id from account_group g
         join group_membership m on m.group_id = g.id
         join account a on a.id = m.account_id and a.domain = '' and a.deleted_at is null
       where g.slug = $1 order by a.id`,
      [electorateSlug],
    );
    return this.access.whoMaySeeTopic(
      topicId,
      members.map(({ id }) => id),
    );
  }

  private async writeVersion(
    tx: EntityManager,
    { id: proposalId, version }: Pick<Proposal, 'id' | 'version'>,
    { editorId, raw, at }: { editorId: string; raw: string; at: Date },
  ): Promise<void> {
    const html = await renderPost(tx, raw);
    await tx.insert(ProposalVersion, { proposalId, version, editorId, raw, html, createdAt: at });
  }
}

/** Writes the roll of a proposal; answers how many are on it. */
async function enterOnRoll(
  tx: EntityManager,
  { id }: Pick<Proposal, 'id'>,
  accountIds: readonly string[],
): Promise<number> {
  await tx.query(`insert into proposal_voter (proposal_id, account_id) select $1, unnest($2::bigint[])`, [
    id,
    accountIds,
  ]);
  return accountIds.length;
}

function wrong(field: string, message: string): ProblemError {
  return new ProblemError('invalid-input', { errors: [{ pointer: `/${field}`, code: 'invalid', message }] });
}
