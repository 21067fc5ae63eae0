import { Injectable } from '@nestjs/common';
import type {
  AccountRef,
  Proposal,
  ProposalChoices,
  ProposalList,
  ProposalListQuery,
  ProposalSource,
  ProposalVersion,
  TopicProposals,
} from '@app/contract';
import { AccessView } from '@app/forum';
import { accountRefSql, signedIn, type Viewer } from '@app/identity';
import { cutPage, ProblemError, readCursor } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ElectionClock } from '../elections/election-clock.ts';
import { visibleCategories } from '../visible-categories.ts';
import { SenseChecksView } from '../sense-checks/sense-checks.view.ts';
import { electoratesOf } from './electorates.ts';
import { PROPOSAL_SQL, type ProposalRow, toProposal } from './proposal-rows.ts';

/** More than this in one topic are found in the decision log. */
const MOST_IN_TOPIC = 20;

const Keys = z.tuple([z.string().regex(/^\d{1,19}$/)]);

@Injectable()
export class ProposalsView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly clock: ElectionClock,
    private readonly sense: SenseChecksView,
  ) {}

  /**
   * What stands at the top of a topic.
   *
   * @throws ProblemError a refusal of the policy
   */
  async inTopic(viewer: Viewer, topicId: string): Promise<TopicProposals> {
    const acts = ['see-topic', 'open-proposal', 'ask-sense'] as const;
    const why = await this.access.whyNotEachInTopic(viewer, acts, topicId);
    if (why['see-topic']) throw new ProblemError(why['see-topic']);
    // Most topics have neither, which one query says.
    const rows: ({ asked: boolean } & (ProposalRow | { id: null }))[] = await this.db.query(
      `select exists (select from sense_check where topic_id = $2) as asked, proposed.*
       from (values (1)) as page left join lateral (
         ${PROPOSAL_SQL} where p.topic_id = $2 order by p.id desc limit ${MOST_IN_TOPIC}) proposed on true
       order by proposed.id desc`,
      [viewer.accountId, topicId],
    );
    return {
      proposals: rows.flatMap((row) => (row.id === null ? [] : [this.shown(viewer, row)])),
      senseChecks: rows[0]?.asked ? await this.sense.inTopic(viewer, topicId) : [],
      may: { propose: why['open-proposal'] === null, askSense: why['ask-sense'] === null },
    };
  }

  /** @throws ProblemError `not-found` or another refusal of the policy */
  async get(viewer: Viewer, proposalId: string): Promise<Proposal> {
    const rows: ProposalRow[] = await this.db.query(`${PROPOSAL_SQL} where p.id = $2`, [
      viewer.accountId,
      proposalId,
    ]);
    const [row] = rows;
    if (!row) throw new ProblemError('not-found');
    await this.mustSee(viewer, row.topic.id);
    return this.shown(viewer, row);
  }

  /**
   * Proposals that this viewer may see, the latest first.
   *
   * @throws ProblemError `not-found` for a category that the viewer may not know of, `invalid-cursor`
   */
  async list(viewer: Viewer, { category, only, cursor, limit }: ProposalListQuery): Promise<ProposalList> {
    const list = `proposals:${category ?? ''}:${only ?? ''}`;
    const position = readCursor(list, cursor, Keys);
    const backwards = position?.direction === 'prev';
    const rows: ProposalRow[] = await this.db.query(
      `${PROPOSAL_SQL}
       where t.category_id = any($2::bigint[]) and ($3::bigint is null or p.id ${backwards ? '>' : '<'} $3)
         ${only ? ONLY[only] : ''}
       order by p.id ${backwards ? 'asc' : 'desc'} limit $4`,
      [
        viewer.accountId,
        await visibleCategories(this.db, this.access, { viewer, category }),
        position?.keys[0] ?? null,
        limit + 1,
      ],
    );
    const page = cutPage({ list, rows, limit, position, keysOf: ({ id }) => [id] as [string] });
    return { ...page, items: page.items.map((row) => this.shown(viewer, row)) };
  }

  /** @throws ProblemError a refusal of the policy */
  async choices(viewer: Viewer, topicId: string): Promise<ProposalChoices> {
    signedIn(viewer);
    const refusal = await this.access.whyNotInTopic(viewer, 'open-proposal', topicId);
    if (refusal) throw new ProblemError(refusal);
    const [topic]: [ProposalChoices['topic']] = await this.db.query(
      `select id, slug, title from topic where id = $1`,
      [topicId],
    );
    return { topic, electorates: await electoratesOf(this.db, viewer) };
  }

  /** The Markdown that is voted on. */
  async source(viewer: Viewer, proposalId: string): Promise<ProposalSource> {
    const { version } = await this.get(viewer, proposalId);
    const [{ raw }]: [{ raw: string }] = await this.db.query(
      `select raw from proposal_version where proposal_id = $1 and version = $2`,
      [proposalId, version],
    );
    return { id: proposalId, version, raw };
  }

  /** Every wording, the first one first. */
  async versions(viewer: Viewer, proposalId: string): Promise<ProposalVersion[]> {
    await this.get(viewer, proposalId);
    const rows: (Omit<ProposalVersion, 'createdAt'> & { createdAt: Date; editor: AccountRef })[] =
      await this.db.query(
        `select v.version, v.raw, v.html, v.created_at as "createdAt", ${accountRefSql('editor')} as editor
         from proposal_version v join account editor on editor.id = v.editor_id
         where v.proposal_id = $1 order by v.version`,
        [proposalId],
      );
    return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  }

  private shown(viewer: Viewer, row: ProposalRow): Proposal {
    const standing =
      viewer.accountId === null ? null : { mayConduct: this.access.mayConductProposal(viewer, row) };
    return toProposal(row, standing, this.clock.estimate());
  }

  private async mustSee(viewer: Viewer, topicId: string): Promise<void> {
    const hidden = await this.access.whyNotSeeTopic(viewer, topicId);
    if (hidden) throw new ProblemError(hidden);
  }
}

const ONLY = {
  unsettled: `and p.state <> 'decided'`,
  waiting: `and p.state = 'open' and own.account_id is not null and own.version is distinct from p.version`,
};
