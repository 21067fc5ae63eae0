import type { TopicKind } from '@app/contract';
import type { EventLog } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { type AppendedPost, appendPost, announcePost } from '../posts/append-post.ts';
import { textOf } from '../text/text-of.ts';
import { slugOf } from './slug.rules.ts';
import { Topic } from './topic.entity.ts';

export interface TopicDraft {
  categoryId: string;
  authorId: string;
  kind?: TopicKind;
  title: string;
  raw: string;
  html: string;
  clientId?: string | undefined;
  /** The remote topic's id at its home, and its first post's. */
  origin?: { uri: string | null; postUri: string; postUrl: string | null };
  /** Who alone may read a private topic. */
  participants?: { participantIds: string[]; participantGroupIds: string[] };
  /** When it was opened, if not now. */
  at?: Date | undefined;
}

export interface StartedTopic extends AppendedPost {
  topic: Topic;
}

/** Puts a topic with its first post into a category; nobody is told yet. */
export async function insertTopic(tx: EntityManager, draft: TopicDraft): Promise<StartedTopic> {
  const { categoryId, authorId, kind = 'discussion', title, html, at, origin } = draft;
  const topic = await tx.save(
    tx.create(Topic, {
      categoryId,
      authorId,
      kind,
      title,
      slug: slugOf(title),
      uri: origin?.uri ?? null,
      excerpt: textOf(html),
      ...draft.participants,
      ...(at ? { createdAt: at, bumpedAt: at } : {}),
    }),
  );
  await tx.query(`update category set topic_count = topic_count + 1 where id = $1`, [categoryId]);
  const written = await appendPost(tx, topic.id, {
    authorId,
    raw: draft.raw,
    html,
    clientId: draft.clientId,
    ...(origin ? { uri: origin.postUri, url: origin.postUrl } : {}),
    at,
  });
  return { topic, ...written };
}

/** Says that a topic was opened: one event for the topic and one for its first post, as for every post. */
export async function announceTopic(
  events: EventLog,
  tx: EntityManager,
  started: StartedTopic,
): Promise<void> {
  const { id: topicId, categoryId } = started.topic;
  await events.append(tx, { name: 'topic.created', topicId, categoryId });
  await announcePost(events, tx, started.topic, started);
}
