import type {
  AccountRef,
  CategoryRef,
  FoundPost,
  FoundTitle,
  Marked,
  TopicKind,
  TopicState,
} from '@app/contract';
import { accountRefSql } from '@app/identity';
import { categoryRefSql } from '../categories/category-ref.ts';
import { plainText } from '../text/text-of.ts';

/** Around what was searched for, in a headline; no text has them. */
const START = '\u0002';
const STOP = '\u0003';
const HEADLINE = `StartSel=${START}, StopSel=${STOP}, MinWords=18, MaxWords=36, MaxFragments=2, FragmentDelimiter=" … "`;

const TOPIC_SQL = `jsonb_build_object('id', t.id::text, 'slug', t.slug, 'title', t.title, 'kind', t.kind,
  'state', t.state, 'category', ${categoryRefSql('c')})`;

/**
 * The found posts with these ids (`$1`).
 *
 * @param match SQL of the question in the language `s.language`; null where no words were asked for
 */
export function foundPostsSql(match: string | null): string {
  const excerpt = match
    ? `ts_headline(s.language::regconfig, left(p.html, 20000), ${match}, '${HEADLINE}')`
    : `left(p.html, 2000)`;
  return `select p.id as "postId", p.number, ${TOPIC_SQL} as topic, ${accountRefSql('a')} as author,
      p.created_at as "createdAt", ${excerpt} as excerpt
    from post p
      join topic t on t.id = p.topic_id
      join category c on c.id = t.category_id
      join account a on a.id = p.author_id
      join topic_search s on s.topic_id = t.id
    where p.id = any($1::bigint[]) and p.deleted_at is null and t.deleted_at is null`;
}

export const FOUND_TITLE_SQL = `${TOPIC_SQL} as topic, t.post_count as "postCount", t.bumped_at as "bumpedAt"`;

interface FoundTopic {
  id: string;
  slug: string;
  title: string;
  kind: TopicKind;
  state: TopicState;
  category: CategoryRef;
}

export interface FoundPostRow {
  postId: string;
  number: number;
  topic: FoundTopic;
  author: AccountRef;
  createdAt: Date;
  excerpt: string;
}

export interface FoundTitleRow {
  topic: FoundTopic;
  postCount: number;
  bumpedAt: Date;
}

const LONGEST = 260;

export function toFoundPost(row: FoundPostRow): FoundPost {
  return { ...row, createdAt: row.createdAt.toISOString(), excerpt: marked(row.excerpt) };
}

export function toFoundTitle({ topic, postCount, bumpedAt }: FoundTitleRow): FoundTitle {
  return { ...topic, postCount, bumpedAt: bumpedAt.toISOString() };
}

/** A headline as pieces of plain text. */
function marked(headline: string): Marked[] {
  const pieces = plainText(headline).split(START);
  const [before = '', ...rest] = pieces;
  if (rest.length === 0) {
    return [{ text: before.length > LONGEST ? `${before.slice(0, LONGEST)}…` : before, hit: false }];
  }
  const found = rest.flatMap((piece) => {
    const [hit = '', after = ''] = piece.split(STOP);
    return [
      { text: hit, hit: true },
      { text: after, hit: false },
    ];
  });
  return [{ text: before, hit: false }, ...found].filter(({ text }) => text !== '');
}
