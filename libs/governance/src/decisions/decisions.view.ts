import { Injectable } from '@nestjs/common';
import type {
  Decision,
  DecisionFilter,
  DecisionList,
  DecisionListQuery,
  DecisionSummary,
} from '@app/contract';
import { AccessView, categoryRefSql, textOf } from '@app/forum';
import { accountRefSql, type Viewer } from '@app/identity';
import { cutPage, ProblemError, readCursor } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { visibleCategories } from '../visible-categories.ts';

/** The most that one file or feed holds, the latest first. */
const MOST_IN_FILE = 10_000;

/** A decision follows its topic: who may see the one may see the other. */
const DECISION_SQL = `
  select d.id, d.proposal_id as "proposalId", d.title, d.outcome, d.outcome_html as "outcomeHtml",
    d.text_html as html, d.version, d.terms, d.tally, d.review_on::text as "reviewOn",
    d.opened_at as "openedAt", d.closed_at as "closedAt", d.decided_at as "decidedAt",
    jsonb_build_object('id', t.id::text, 'slug', t.slug, 'title', t.title) as topic,
    ${categoryRefSql('c')} as category, ${accountRefSql('secretary')} as "decidedBy",
    case when keeper.id is not null then ${accountRefSql('keeper')} end as owner
  from decision d
    join topic t on t.id = d.topic_id and t.deleted_at is null
    join category c on c.id = t.category_id
    join account secretary on secretary.id = d.decided_by_id
    left join account keeper on keeper.id = d.owner_id
  where t.category_id = any($1::bigint[])`;

interface DecisionRow extends Omit<Decision, 'excerpt' | 'openedAt' | 'closedAt' | 'decidedAt'> {
  openedAt: Date;
  closedAt: Date;
  decidedAt: Date;
}

const Keys = z.tuple([z.string().regex(/^\d{1,19}$/)]);

@Injectable()
export class DecisionsView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /**
   * The decision log as this viewer may see it, the latest first.
   *
   * @throws ProblemError `not-found` for a category that the viewer may not know of, `invalid-cursor`
   */
  async list(viewer: Viewer, { category, outcome, cursor, limit }: DecisionListQuery): Promise<DecisionList> {
    const list = `decisions:${category ?? ''}:${outcome ?? ''}`;
    const position = readCursor(list, cursor, Keys);
    const backwards = position?.direction === 'prev';
    const rows: DecisionRow[] = await this.db.query(
      `${DECISION_SQL} and ($2::text is null or d.outcome = $2)
         and ($3::bigint is null or d.id ${backwards ? '>' : '<'} $3)
       order by d.id ${backwards ? 'asc' : 'desc'} limit $4`,
      [
        await visibleCategories(this.db, this.access, { viewer, category }),
        outcome ?? null,
        position?.keys[0] ?? null,
        limit + 1,
      ],
    );
    const page = cutPage({ list, rows, limit, position, keysOf: ({ id }) => [id] as [string] });
    return { ...page, items: page.items.map(summaryOf) };
  }

  /** @throws ProblemError `not-found` */
  async get(viewer: Viewer, decisionId: string): Promise<Decision> {
    const visible = await this.access.visibleCategoryIds(viewer);
    const [row]: DecisionRow[] = await this.db.query(`${DECISION_SQL} and d.id = $2`, [visible, decisionId]);
    if (!row) throw new ProblemError('not-found');
    return decisionOf(row);
  }

  /** Whole decisions for a file or a feed, the latest first. */
  async archive(
    viewer: Viewer,
    { category, outcome }: DecisionFilter,
    most = MOST_IN_FILE,
  ): Promise<Decision[]> {
    const rows: DecisionRow[] = await this.db.query(
      `${DECISION_SQL} and ($2::text is null or d.outcome = $2) order by d.id desc limit $3`,
      [await visibleCategories(this.db, this.access, { viewer, category }), outcome ?? null, most],
    );
    return rows.map(decisionOf);
  }
}

function summaryOf(row: DecisionRow): DecisionSummary {
  const { id, title, category, outcome, owner, reviewOn } = row;
  const excerpt = textOf(row.outcomeHtml);
  return { id, title, category, outcome, excerpt, owner, reviewOn, decidedAt: row.decidedAt.toISOString() };
}

function decisionOf(row: DecisionRow): Decision {
  return {
    ...row,
    excerpt: textOf(row.outcomeHtml),
    openedAt: row.openedAt.toISOString(),
    closedAt: row.closedAt.toISOString(),
    decidedAt: row.decidedAt.toISOString(),
  };
}
