import { Injectable } from '@nestjs/common';
import type { MessageList, MessagePeople, MessageSummary, PageQuery, UnreadMessages } from '@app/contract';
import { accountRefSql, signedIn, type Viewer } from '@app/identity';
import { cutPage, ProblemError, readCursor } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { AccessView } from '../access.view.ts';
import { firstUnread, unreadCount } from '../reading/unread.ts';

/** `bumped_at` in microseconds since 1970, and `id`. */
const Keys = z.tuple([z.string().regex(/^\d{1,16}$/), z.string().regex(/^\d{1,18}$/)]);
type Keys = z.infer<typeof Keys>;

type Row = Omit<MessageSummary, 'bumpedAt' | 'unreadCount'> & {
  bumpedAt: Date;
  micros: string;
  unreadCount: number | null;
};

/**
 * SQL for in how many private topics somebody has something unread.
 *
 * @param account their id, as a parameter
 * @param groups the ids of their groups, as a parameter
 */
export function unreadMessagesSql(account: string, groups: string): string {
  return `(select count(*)::int from (
    select from topic_reading r join topic on topic.id = r.topic_id
    where r.account_id = ${account} and r.unread and ${mine(account, groups)} limit 100) unread)`;
}

/** A condition on `topic` that is true where `$1` (account) or one of `$2` (groups) takes part. */
const MINE = mine('$1', '$2');

function mine(account: string, groups: string): string {
  return `(participant_ids @> array[${account}::bigint] or participant_group_ids && ${groups}::bigint[]) and deleted_at is null`;
}

@Injectable()
export class MessagesView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /** The viewer's private topics by their last post, newest first. */
  async list(viewer: Viewer, { cursor, limit }: PageQuery): Promise<MessageList> {
    const accountId = signedIn(viewer);
    const list = `messages:${accountId}`;
    const position = readCursor(list, cursor, Keys);
    const backwards = position?.direction === 'prev';
    const way = backwards ? 'asc' : 'desc';
    const from = position
      ? `and (bumped_at, id) ${backwards ? '>' : '<'} (timestamptz 'epoch' + $4::bigint * interval '1 microsecond', $5::bigint)`
      : '';
    const rows = await this.db.query<Row[]>(
      `with t as (
         select topic.*, coalesce((select read from topic_reading
           where topic_id = topic.id and account_id = $1), '{}') as read
         from topic where ${MINE} ${from}
         order by bumped_at ${way}, id ${way} limit $3
       )
       select t.id, t.slug, t.title, t.last_number as "lastNumber", t.bumped_at as "bumpedAt",
         (extract(epoch from t.bumped_at) * 1000000)::bigint::text as micros,
         ${people('t')} as people,
         array(select name from account_group g where g.id = any(t.participant_group_ids) order by name) as groups,
         ${firstUnread('t.read')} as "firstUnreadNumber", ${unreadCount('t.read')} as "unreadCount"
       from t order by t.bumped_at ${way}, t.id ${way}`,
      [accountId, viewer.groupIds, limit + 1, ...(position?.keys ?? [])],
    );
    const page = cutPage({ list, rows, limit, position, keysOf: ({ micros, id }): Keys => [micros, id] });
    return {
      ...page,
      items: page.items.map(toSummary),
    };
  }

  async unread(viewer: Viewer): Promise<UnreadMessages> {
    const [row] = await this.db.query<[UnreadMessages]>(`select ${unreadMessagesSql('$1', '$2')} as count`, [
      signedIn(viewer),
      viewer.groupIds,
    ]);
    return row;
  }

  /** @throws ProblemError `not-found` for whoever takes no part, and for topics that are not private */
  async people(viewer: Viewer, topicId: string): Promise<MessagePeople> {
    const refusal = await this.access.whyNotSeeTopic(viewer, topicId);
    if (refusal) throw new ProblemError(refusal);
    const [row] = await this.db.query<MessagePeople[]>(
      `select ${people('t')} as people,
         (select coalesce(jsonb_agg(jsonb_build_object('slug', g.slug::text, 'name', g.name) order by g.name), '[]')
          from account_group g where g.id = any(t.participant_group_ids)) as groups,
         t.participant_ids @> array[$2::bigint] as "mayLeave"
       from topic t where t.id = $1 and t.participant_ids is not null`,
      [topicId, viewer.accountId],
    );
    if (!row) throw new ProblemError('not-found');
    return row;
  }
}

function toSummary(row: Row): MessageSummary {
  const { id, slug, title, people: participants, groups, lastNumber, firstUnreadNumber } = row;
  return {
    id,
    slug,
    title,
    people: participants,
    groups,
    lastNumber,
    bumpedAt: row.bumpedAt.toISOString(),
    firstUnreadNumber,
    unreadCount: row.unreadCount ?? 0,
  };
}

function people(alias: string): string {
  return `(select coalesce(jsonb_agg(${accountRefSql('person')} order by person.id), '[]')
    from account person where person.id = any(${alias}.participant_ids) and person.deleted_at is null)`;
}
