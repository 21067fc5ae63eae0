import { Injectable } from '@nestjs/common';
import type { Election, ElectionList, ElectionListQuery, ElectionSummary } from '@app/contract';
import { AccessView } from '@app/forum';
import type { Viewer } from '@app/identity';
import { cutPage, ProblemError, readCursor } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { candidatesOf } from '../candidacies/candidates.ts';
import { ElectionClock } from './election-clock.ts';
import { whyNotNow } from './phase.rules.ts';

const CATEGORY_REF = `jsonb_build_object('id', c.id::text, 'slug', c.slug::text,
  'domain', nullif(c.domain::text, ''), 'name', c.name, 'colour', c.colour)`;

type Dated<Row> = Omit<Row, 'openedAt' | 'nominationsCloseAt' | 'votingClosesAt'> & {
  openedAt: Date;
  nominationsCloseAt: Date;
  votingClosesAt: Date;
};
type ElectionRow = Dated<Omit<Election, 'candidates' | 'manifest' | 'viewer'>> & {
  document: NonNullable<Election['manifest']>['document'] | null;
  manifestHash: string | null;
};

const Keys = z.tuple([z.string().regex(/^\d{1,19}$/)]);

@Injectable()
export class ElectionsView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly clock: ElectionClock,
  ) {}

  /**
   * Elections that this viewer may see, the latest opened first.
   *
   * @throws ProblemError `not-found` for a category that the viewer may not know of, `invalid-cursor`
   */
  async list(viewer: Viewer, { category, cursor, limit }: ElectionListQuery): Promise<ElectionList> {
    const list = `elections:${category ?? ''}`;
    const position = readCursor(list, cursor, Keys);
    const backwards = position?.direction === 'prev';
    const rows: (ElectionSummary & Dated<ElectionSummary>)[] = await this.db.query(
      // Elections are few beside topics: the primary key is walked, and each one's topic looked up.
      `select e.id, t.title, t.slug, ${CATEGORY_REF} as category, e.phase, e.seats,
         e.nominations_close_at as "nominationsCloseAt", e.voting_closes_at as "votingClosesAt"
       from election e join topic t on t.id = e.id and t.deleted_at is null join category c on c.id = t.category_id
       where c.id = any($1::bigint[]) and ($2::bigint is null or e.id ${backwards ? '>' : '<'} $2)
       order by e.id ${backwards ? 'asc' : 'desc'} limit $3`,
      [await this.categoryIds(viewer, category), position?.keys[0] ?? null, limit + 1],
    );
    const page = cutPage({ list, rows, limit, position, keysOf: ({ id }) => [id] as [string] });
    return { ...page, items: page.items.map(datesAsText) };
  }

  /**
   * An election as its page shows it.
   *
   * @throws ProblemError `not-found`, `gone`
   */
  async get(viewer: Viewer, id: string): Promise<Election> {
    const hidden = await this.access.whyNotSeeTopic(viewer, id);
    if (hidden) throw new ProblemError(hidden);
    const [row]: ElectionRow[] = await this.db.query(
      // The live room's head is read in the same statement, hence not later than what it heads.
      `select e.id, t.title, t.slug, ${CATEGORY_REF} as category, p.html as "introductionHtml",
         e.phase, e.void_reason as "voidReason", e.state, e.procedure, e.seats, e.method,
         jsonb_build_object('slug', e.electorate_slug::text, 'name', e.electorate_name) as electorate,
         e.roll_size as "rollSize", encode(e.roll_root, 'hex') as "rollRoot",
         (select count(*)::int from roll_entry r where r.election_id = e.id and r.blinded_hash is not null) as collected,
         e.opened_at as "openedAt", e.nominations_close_at as "nominationsCloseAt",
         e.voting_closes_at as "votingClosesAt", e.manifest as document,
         encode(e.manifest_hash, 'hex') as "manifestHash",
         coalesce((select seq::int from room_head where room = 'el:' || e.id), 0) as head
       from election e join topic t on t.id = e.id join category c on c.id = t.category_id
         join post p on p.topic_id = t.id and p.number = 1
       where e.id = $1`,
      [id],
    );
    if (!row) throw new ProblemError('not-found');
    const { document, manifestHash, ...election } = row;
    // Manifests of before records were kept are not read any more.
    const manifest = document?.v === 2 && manifestHash ? { document, hash: manifestHash } : null;
    const candidates = await candidatesOf(this.db, id);
    return { ...datesAsText(election), candidates, manifest, viewer: await this.standing(viewer, election) };
  }

  private async standing(
    { accountId }: Viewer,
    election: Pick<ElectionRow, 'id' | 'phase' | 'nominationsCloseAt' | 'votingClosesAt'>,
  ): Promise<Election['viewer']> {
    if (accountId === null) return null;
    const [own]: (Omit<NonNullable<Election['viewer']>, 'mayNominate'> & { mayStand: boolean })[] =
      await this.db.query(
        `select r.account_id is not null as "onRoll", r.blinded_hash is not null as collected,
         encode(r.member_key, 'base64') as "memberKey", coalesce(n.state in ('accepted', 'admitted'), false) as candidate,
         n.state is null or n.state in ('nominated', 'declined') as "mayStand"
       from election e
         left join roll_entry r on r.election_id = e.id and r.account_id = $2
         left join candidacy n on n.election_id = e.id and n.account_id = $2
       where e.id = $1`,
        [election.id, accountId],
      );
    const { mayStand, ...standing } = own!;
    const mayNominate = mayStand && whyNotNow(election, 'nominate', this.clock.estimate()) === null;
    return { ...standing, mayNominate };
  }

  private async categoryIds(viewer: Viewer, address: string | undefined): Promise<string[]> {
    const visible = await this.access.visibleCategoryIds(viewer);
    if (address === undefined) return visible;
    const named: { id: string }[] = await this.db.query(
      `select id from category where slug = $1 and domain = '' and id = any($2::bigint[])`,
      [address, visible],
    );
    if (named.length === 0) throw new ProblemError('not-found');
    return named.map(({ id }) => id);
  }
}

function datesAsText<Row extends Partial<Record<'openedAt' | 'nominationsCloseAt' | 'votingClosesAt', Date>>>(
  row: Row,
): { [Key in keyof Row]: Row[Key] extends Date ? string : Row[Key] } {
  const text = Object.entries(row).map(([key, value]) => [
    key,
    value instanceof Date ? value.toISOString() : value,
  ]);
  return Object.fromEntries(text) as { [Key in keyof Row]: Row[Key] extends Date ? string : Row[Key] };
}
