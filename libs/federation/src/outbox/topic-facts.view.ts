import { Injectable } from '@nestjs/common';
import { TopicsView } from '@app/forum';
import { DataSource, type EntityManager } from 'typeorm';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { WirePostsView } from '../documents/wire-posts.view.ts';
import { readJson } from '../mapping/wire.ts';
import { ApTopic } from './ap-topic.entity.ts';

/** A topic of ours, as far as other servers hear of it as a whole. */
export interface TopicFacts {
  topicId: string;
  context: string;
  group: string;
  title: string;
  isShown: boolean;
  isClosed: boolean;
  isPinned: boolean;
  first: { postId: string; id: string; isLocal: boolean };
}

@Injectable()
export class TopicFactsView {
  constructor(
    private readonly db: DataSource,
    private readonly topics: TopicsView,
    private readonly posts: WirePostsView,
    readonly at: LocalAddresses,
  ) {}

  /** @returns null for what is no discussion in a category of ours */
  async now(topicId: string): Promise<TopicFacts | null> {
    const topic = await this.topics.forFederation(topicId);
    if (!topic || topic.kind !== 'discussion' || topic.category.uri !== null) return null;
    const [row] = await this.db.query<
      { postId: string; uuid: string; uri: string | null; isPinned: boolean }[]
    >(
      `select p.id as "postId", p.uuid, p.uri, coalesce(t.pinned_until > now(), false) as "isPinned"
       from topic t join post p on p.topic_id = t.id and p.number = 1 where t.id = $1`,
      [topicId],
    );
    if (!row) return null;
    return {
      topicId,
      context: this.at.topic(topic.uuid),
      group: this.at.category(topic.category.uuid),
      title: topic.title,
      isShown: topic.category.federated && !topic.deleted,
      isClosed: topic.state !== 'open',
      isPinned: row.isPinned,
      first: { postId: row.postId, id: this.at.objectOf(row), isLocal: row.uri === null },
    };
  }

  /** @returns null when nobody was told of it; what was told by its first post alone is read from that */
  async told(tx: EntityManager, { topicId, group, title, first }: TopicFacts): Promise<ApTopic | null> {
    const known = await tx.findOneBy(ApTopic, { topicId });
    if (known) return known;
    const [object] = await tx.query<{ state: string; document: string }[]>(
      `select state, document from ap_object where post_id = $1`,
      [first.postId],
    );
    if (!object) return null;
    const said = readJson(object.document) as { audience?: unknown; name?: unknown } | undefined;
    const groupId = typeof said?.audience === 'string' && this.at.owns(said.audience) ? said.audience : group;
    return tx.create(ApTopic, {
      topicId,
      groupId,
      title: first.isLocal && typeof said?.name === 'string' ? said.name : title,
      isShown: object.state === 'live',
      isClosed: false,
      isPinned: false,
      revision: 0,
    });
  }

  /** Who did something to a topic last; the server itself where nobody of ours did. */
  async moderator(topicId: string): Promise<string> {
    return (await this.posts.lastActor(topicId)) ?? this.at.instance;
  }

  async postIds(topicId: string): Promise<string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `select id from post where topic_id = $1 and kind = 'post' order by number`,
      [topicId],
    );
    return rows.map(({ id }) => id);
  }
}
