import { Injectable } from '@nestjs/common';
import type { NewMessage, PostAddress } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { answerOnce, EventLog, ProblemError, requestKey } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { whyNot } from '../access.rules.ts';
import { Category } from '../categories/category.entity.ts';
import { spendWriting } from '../limits/spend-writing.ts';
import { earlierPost } from '../posts/same-post.ts';
import { renderPost } from '../text/render-post.ts';
import { writeAct } from '../topics/acts/write-act.ts';
import { announceTopic, insertTopic } from '../topics/insert-topic.ts';
import { lockTopic } from '../topics/lock-topic.ts';
import { Topic } from '../topics/topic.entity.ts';
import { groupsNamed, peopleNamed } from './recipients.ts';

/** Private topics: they are topics in a category that nobody finds, read by those who take part. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
  ) {}

  /**
   * Writes to people and groups. The same key again answers the first one's address.
   *
   * @throws ProblemError `invalid-input` for whoever cannot be written to, `too-many-requests`
   */
  async write(viewer: Viewer, message: NewMessage, idempotencyKey?: string): Promise<PostAddress> {
    const accountId = signedIn(viewer);
    const { people, groups, title, raw } = message;
    const key = requestKey(message.clientId, idempotencyKey);
    const request = ['message', ...people, '', ...groups, '', title, raw];
    return this.db.transaction((tx) =>
      answerOnce(tx, { accountId, key, request }, async () => {
        const earlier = await earlierPost(tx, { authorId: accountId, clientId: key });
        if (earlier) return earlier;
        const named = await peopleNamed(tx, viewer, people);
        const participantIds = [...new Set([accountId, ...named.map(({ id }) => id)])];
        const participantGroupIds = await groupsNamed(tx, viewer, groups);
        const { id: categoryId } = await tx.findOneByOrFail(Category, { visibility: 'messages' });
        const html = await renderPost(tx, raw);
        const started = await insertTopic(tx, {
          categoryId,
          authorId: accountId,
          title,
          raw,
          html,
          clientId: key,
          participants: { participantIds, participantGroupIds },
        });
        await follow(tx, started.topic.id);
        await announceTopic(this.events, tx, started);
        await spendWriting(tx, accountId, 'topics');
        const { topic, number, postId } = started;
        return { topicId: topic.id, slug: topic.slug, number, postId };
      }),
    );
  }

  /** Lets more people read a private topic from its beginning, and says so in it. */
  async add(viewer: Viewer, topicId: string, names: readonly string[]): Promise<void> {
    const byId = signedIn(viewer);
    await this.db.transaction(async (tx) => {
      const topic = await this.privateTopic(tx, viewer, topicId);
      const known = new Set(topic.participantIds);
      const added = (await peopleNamed(tx, viewer, names)).filter(({ id }) => !known.has(id));
      if (added.length === 0) return;
      const participantIds = [...known, ...added.map(({ id }) => id)];
      await this.setPeople(tx, topic, participantIds);
      const act = { kind: 'people-added', names: added.map(({ name }) => name) } as const;
      await writeAct(tx, this.events, topic, { byId, act });
      await follow(tx, topicId);
    });
  }

  /** Ends one's own part in a private topic; who comes in by a group stays in by it. */
  async leave(viewer: Viewer, topicId: string): Promise<void> {
    const byId = signedIn(viewer);
    await this.db.transaction(async (tx) => {
      const topic = await this.privateTopic(tx, viewer, topicId);
      if (!topic.participantIds?.includes(byId)) return;
      await writeAct(tx, this.events, topic, { byId, act: { kind: 'person-left' } });
      await this.setPeople(
        tx,
        topic,
        topic.participantIds.filter((id) => id !== byId),
      );
      await tx.query(`delete from topic_reading where account_id = $1 and topic_id = $2`, [byId, topicId]);
      await this.events.append(tx, { name: 'account.updated', accountId: byId });
    });
  }

  private async privateTopic(tx: EntityManager, viewer: Viewer, topicId: string): Promise<Topic> {
    const { topic, facts } = await lockTopic(tx, topicId);
    const refusal = whyNot(viewer, 'see-topic', facts);
    if (refusal) throw new ProblemError(refusal);
    if (topic.participantIds === null) throw new ProblemError('not-found');
    return topic;
  }

  private async setPeople(tx: EntityManager, { id, categoryId }: Topic, participantIds: string[]) {
    await tx.update(Topic, { id }, { participantIds });
    await this.events.append(tx, { name: 'topic.updated', topicId: id, categoryId });
  }
}

/** Whoever takes part follows it, and is told of what is new, unless they choose otherwise. */
async function follow(tx: EntityManager, topicId: string): Promise<void> {
  await tx.query(
    `insert into topic_reading (account_id, topic_id, level, level_source, last_visit_at, unread)
     select person, t.id, 'follow', 'opened', null, true
     from topic t, lateral (
       select unnest(t.participant_ids) as person
       union select account_id from group_membership where group_id = any(t.participant_group_ids)
     ) people
     where t.id = $1
     on conflict (account_id, topic_id) do nothing`,
    [topicId],
  );
}
