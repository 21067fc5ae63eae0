import { Injectable } from '@nestjs/common';
import type {
  AccountRef,
  CategoryRef,
  FollowLevel,
  LevelSource,
  OverviewVersion,
  PostForViewer,
  PostMarks,
  TopicWindow,
  TopicWindowQuery,
} from '@app/contract';
import { accountRefSql, type Viewer } from '@app/identity';
import { ProblemError, readOnce } from '@app/platform';
import { DataSource } from 'typeorm';
import { categoryFacts, postFacts, topicFacts, topicFactsKey } from '../access-facts.ts';
import { type TopicFacts, whyNot } from '../access.rules.ts';
import type { Category } from '../categories/category.entity.ts';
import { categoryRefSql } from '../categories/category-ref.ts';
import { liveHeadSql } from '../live-head.ts';
import { pollFrom, type PollJson, pollSql } from '../polls/polls-of.ts';
import { POST_COLUMNS, POST_JOINS, type PostRow, toPost } from '../posts/post-rows.ts';
import { marksSql } from '../reactions/post-marks.ts';
import { followState } from '../reading/follow-state.rules.ts';
import { firstUnread } from '../reading/unread.ts';
import { tagNamesSql } from '../tags/known-tags.ts';
import type { Topic } from './topic.entity.ts';

type TopicRow = Pick<
  Topic,
  | 'id'
  | 'kind'
  | 'title'
  | 'slug'
  | 'state'
  | 'postCount'
  | 'lastNumber'
  | 'createdAt'
  | 'bumpedAt'
  | 'authorId'
  | 'deletedAt'
  | 'participantIds'
  | 'participantGroupIds'
  | 'movedToId'
  | 'pinnedUntil'
  | 'pinnedEverywhere'
  | 'slowSeconds'
  | 'uri'
> &
  Pick<Category, 'visibility' | 'domain' | 'federated' | 'permissions'> & {
    author: AccountRef;
    category: CategoryRef;
    tags: string[];
    /** Where the first post lives, for a topic of another server. */
    originUrl: string | null;
    firstUnreadNumber: number | null;
    opened: boolean;
    newSinceNumber: number | null;
    /** Where the topic's live room stands. */
    head: number;
    level: FollowLevel | null;
    levelSource: LevelSource | null;
    categoryLevel: FollowLevel | null;
    postsPerWeek: number;
    overview: (Pick<OverviewVersion, 'version' | 'html' | 'editor'> & { createdAt: string }) | null;
  };

type ReadRow = PostRow & { read: boolean; mine: PostMarks; pollRow: PollJson | null };

/**
 * What is the viewer's own about posts, beside `POST_COLUMNS`; the query joins `topic_reading r`.
 *
 * @param account placeholder of the viewer's account id, null for a guest, to whom nothing is new
 */
function ownColumns(account: string): string {
  return `coalesce(r.read @> p.number, ${account}::bigint is null) as read, ${marksSql('p.id', account)} as mine,
    case when p.deleted_at is null then ${pollSql('p.id', account)} end as "pollRow"`;
}

@Injectable()
export class TopicWindowView {
  constructor(private readonly db: DataSource) {}

  /**
   * Part of a topic, by post number. With none of `near`, `after`, `before` it begins at the first post.
   *
   * @throws ProblemError a refusal of the policy
   */
  async read(viewer: Viewer, topicId: string, query: TopicWindowQuery): Promise<TopicWindow> {
    const { posts, ...page } = await this.page(viewer, topicId, (row) => this.posts(viewer, row, query));
    const edge = query.before ?? (query.after ?? 0) + 1;
    return {
      ...page,
      posts,
      hasBefore: (posts[0]?.number ?? edge) > 1,
      hasAfter: (posts.at(-1)?.number ?? edge - 1) < page.topic.lastNumber,
    };
  }

  /**
   * A topic with some of its posts, in the order of their numbers.
   *
   * @throws ProblemError a refusal of the policy
   */
  async readNumbers(
    viewer: Viewer,
    topicId: string,
    numbers: readonly number[],
  ): Promise<Pick<TopicWindow, 'topic' | 'posts' | 'head'>> {
    return this.page(viewer, topicId, () =>
      this.db.query<ReadRow[]>(
        `select ${POST_COLUMNS}, ${ownColumns('$3')}
         from unnest($2::int[]) as asked (number)
           cross join lateral (select * from post where topic_id = $1 and number = asked.number limit 1) p
           ${POST_JOINS}
           left join topic_reading r on r.topic_id = p.topic_id and r.account_id = $3
         order by p.number`,
        [topicId, numbers, viewer.accountId],
      ),
    );
  }

  private async page(
    viewer: Viewer,
    topicId: string,
    postsOf: (row: TopicRow) => Promise<ReadRow[]>,
  ): Promise<Pick<TopicWindow, 'topic' | 'posts' | 'head'>> {
    const row = await this.topic(viewer, topicId);
    const facts = topicFacts(row, categoryFacts(row));
    void readOnce(topicFactsKey(topicId), () => Promise.resolve(facts));
    const refusal = whyNot(viewer, 'see-topic', facts);
    if (refusal) throw new ProblemError(refusal);
    const posts = await postsOf(row);
    const forViewer = posts.map((post) => ({
      ...withPermissions(viewer, post, facts),
      mine: post.mine,
      poll: post.pollRow && pollFrom(post.pollRow, viewer.accountId !== null),
    }));
    return { topic: toTopic(viewer, row, facts), posts: forViewer, head: row.head };
  }

  private async topic(viewer: Viewer, topicId: string): Promise<TopicRow> {
    const [row] = await this.db.query<TopicRow[]>(
      `select t.id, t.kind, t.title, t.slug, t.state, t.post_count as "postCount", t.last_number as "lastNumber",
         t.created_at as "createdAt", t.bumped_at as "bumpedAt", t.author_id as "authorId", t.deleted_at as "deletedAt",
         t.participant_ids as "participantIds", t.participant_group_ids as "participantGroupIds",
         t.moved_to_id as "movedToId", t.pinned_until as "pinnedUntil", t.pinned_everywhere as "pinnedEverywhere", t.slow_seconds as "slowSeconds", t.uri,
         c.visibility, c.domain, c.federated, c.permissions, ${accountRefSql('author')} as author, ${categoryRefSql('c')} as category,
         (select coalesce(url, uri) from post where topic_id = t.id and number = 1 and uri is not null) as "originUrl",
         ${tagNamesSql('t.id')} as tags,
         ${firstUnread('r.read')} as "firstUnreadNumber", r.last_visit_at is not null as opened,
         (select number from post where topic_id = t.id and created_at >
            case when r.last_visit_at < now() - interval '30 minutes' then r.last_visit_at else r.earlier_visit_at end
          order by created_at, number limit 1) as "newSinceNumber",
         (select jsonb_build_object('version', o.version, 'html', o.html, 'createdAt', o.created_at,
            'editor', ${accountRefSql('editor')})
          from topic_overview o join account editor on editor.id = o.editor_id
          where o.topic_id = t.id and o.raw <> ''
            and o.version = (select max(version) from topic_overview where topic_id = t.id)) as overview,
         ${liveHeadSql(`'t:' || t.id`)} as head,
         r.level, r.level_source as "levelSource",
         (select level from category_follow where account_id = $2 and category_id = t.category_id) as "categoryLevel",
         (select round(count(*) / 4.0)::int from (
            select from post where topic_id = t.id and created_at > now() - interval '28 days' limit 2000) lately) as "postsPerWeek"
       from topic t
         join category c on c.id = t.category_id
         join account author on author.id = t.author_id
         left join topic_reading r on r.topic_id = t.id and r.account_id = $2
       where t.id = $1`,
      [topicId, viewer.accountId],
    );
    if (!row) throw new ProblemError('not-found');
    return row;
  }

  /** Posts that came after the topic's row was read are left to the live room, whose head is older still. */
  private async posts(
    viewer: Viewer,
    { id, lastNumber }: TopicRow,
    query: TopicWindowQuery,
  ): Promise<ReadRow[]> {
    const { limit } = query;
    const backwards = query.before !== undefined;
    const edge = backwards ? Math.min(query.before ?? 1, lastNumber + 1) : startOf(query, lastNumber);
    const rows = await this.db.query<ReadRow[]>(
      `select ${POST_COLUMNS}, ${ownColumns('$4')}
       from post p ${POST_JOINS}
         left join topic_reading r on r.topic_id = p.topic_id and r.account_id = $4
       where p.topic_id = $1 and p.number ${backwards ? '<' : '>='} $2 and p.number <= $5
       order by p.number ${backwards ? 'desc' : ''} limit $3`,
      [id, edge, limit, viewer.accountId, lastNumber],
    );
    return backwards ? rows.reverse() : rows;
  }
}

/** The first number of a window; around `near` it is centred, and full also at the end of the topic. */
function startOf({ near, after, limit }: TopicWindowQuery, lastNumber: number): number {
  if (after !== undefined) return Math.min(after, lastNumber) + 1;
  if (near === undefined) return 1;
  return Math.max(1, Math.min(near - Math.floor(limit / 2), lastNumber - limit + 1));
}

function withPermissions(
  viewer: Viewer,
  row: ReadRow,
  topic: TopicFacts,
): Omit<PostForViewer, 'mine' | 'poll'> {
  const facts = postFacts(row, topic);
  return {
    ...toPost(row),
    read: row.read,
    may: {
      edit: whyNot(viewer, 'edit-post', facts) === null,
      makeWiki: whyNot(viewer, 'make-wiki', facts) === null,
      delete: whyNot(viewer, 'delete-post', facts) === null,
      restore: whyNot(viewer, 'restore-post', facts) === null,
      reply: whyNot(viewer, 'reply-to-post', facts) === null,
      react: whyNot(viewer, 'react', facts) === null,
      bookmark: whyNot(viewer, 'bookmark', facts) === null,
      flag: whyNot(viewer, 'flag', facts) === null,
    },
  };
}

function toTopic(viewer: Viewer, row: TopicRow, facts: TopicFacts): TopicWindow['topic'] {
  const { id, kind, title, slug, category, author, state, postCount, lastNumber, originUrl } = row;
  const { authorId } = row;
  const firstPost = {
    topic: facts,
    number: 1,
    authorId,
    system: false,
    remote: originUrl !== null,
    deleted: null,
  };
  return {
    id,
    kind,
    title,
    slug,
    category,
    author,
    state,
    postCount,
    lastNumber,
    createdAt: row.createdAt.toISOString(),
    bumpedAt: row.bumpedAt.toISOString(),
    originUrl,
    tags: row.tags,
    pinnedUntil: row.pinnedUntil?.toISOString() ?? null,
    pinnedEverywhere: row.pinnedEverywhere,
    deleted: row.deletedAt !== null,
    slowSeconds: row.slowSeconds,
    firstUnreadNumber: row.opened || viewer.accountId === null ? row.firstUnreadNumber : 1,
    newSinceNumber: row.newSinceNumber,
    follow: followState({ ...row, source: row.levelSource }),
    postsPerWeek: row.postsPerWeek,
    overview: row.overview && { ...row.overview, createdAt: new Date(row.overview.createdAt).toISOString() },
    may: {
      reply: whyNot(viewer, 'reply', facts) === null,
      edit: whyNot(viewer, 'edit-post', firstPost) === null,
      rename: whyNot(viewer, 'rename-topic', facts) === null,
      moderate: whyNot(viewer, 'moderate-topic', facts) === null,
    },
  };
}
