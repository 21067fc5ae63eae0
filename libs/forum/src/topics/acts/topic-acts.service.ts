import { Injectable } from '@nestjs/common';
import type { TopicAct, TopicChange } from '@app/contract';
import { signedIn, staffOnly, type Viewer } from '@app/identity';
import { EventLog, ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { categoryFacts } from '../../access-facts.ts';
import { type Action, whyNot } from '../../access.rules.ts';
import { findCategory } from '../../categories/find-category.ts';
import { type LockedTopic, lockTopic } from '../lock-topic.ts';
import { tagsOf, tagTopic } from '../../tags/tag-topic.ts';
import { slugOf } from '../slug.rules.ts';
import { Topic } from '../topic.entity.ts';
import { writeAct } from './write-act.ts';

type Doing = LockedTopic & { viewer: Viewer; byId: string };

/** What moderators, and authors within their bounds, do to a topic as a whole. */
@Injectable()
export class TopicActsService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
  ) {}

  /**
   * Changes a topic. What it is already stays without a word, so that doing it twice is doing it once.
   *
   * @throws ProblemError a refusal of the policy, in the topic or in the category it is to move to
   */
  async change(viewer: Viewer, topicId: string, change: TopicChange): Promise<void> {
    const byId = signedIn(viewer);
    await this.db.transaction(async (tx) => {
      const doing = { ...(await lockTopic(tx, topicId)), viewer, byId };
      const { title, tags, category, ...moderation } = change;
      if (title !== undefined) await this.rename(tx, doing, title);
      if (Object.keys(moderation).length > 0) await this.moderate(tx, doing, moderation);
      if (category !== undefined) await this.recategorise(tx, doing, category);
      if (tags !== undefined) await this.tag(tx, viewer, topicId, tags);
    });
  }

  /** Takes a topic away from readers. Doing it twice is doing it once. */
  async delete(viewer: Viewer, topicId: string): Promise<void> {
    await this.remove(viewer, topicId, true);
  }

  /** Gives a deleted topic back. Doing it twice is doing it once. */
  async restore(viewer: Viewer, topicId: string): Promise<void> {
    await this.remove(viewer, topicId, false);
  }

  private async rename(tx: EntityManager, { topic, facts, viewer, byId }: Doing, title: string) {
    refuse(viewer, 'rename-topic', facts);
    if (topic.title === title) return;
    await this.update(tx, topic, { title, slug: slugOf(title) });
    await writeAct(tx, this.events, topic, { byId, act: { kind: 'renamed', title: topic.title } });
  }

  /** After a move, by the rules of the category that the topic is in now. */
  private async tag(tx: EntityManager, viewer: Viewer, topicId: string, names: string[]) {
    const { topic, facts } = await lockTopic(tx, topicId);
    refuse(viewer, 'tag-topic', facts);
    // What it bears already may stay, whatever its category asks for by now.
    if ((await tagsOf(tx, topicId)).join() === [...new Set(names)].toSorted().join()) return;
    await tagTopic(tx, viewer, topic, names);
    await this.update(tx, topic, {});
  }

  private async moderate(
    tx: EntityManager,
    { topic, facts, viewer, byId }: Doing,
    { state, pinnedUntil, pinnedEverywhere, slowSeconds }: Omit<TopicChange, 'title' | 'tags' | 'category'>,
  ): Promise<void> {
    refuse(viewer, 'moderate-topic', facts);
    const acts: TopicAct[] = [];
    const changes: Partial<Topic> = {};
    if (state !== undefined && state !== topic.state) {
      changes.state = state;
      acts.push({ kind: state === 'open' ? 'opened' : state });
    }
    if (pinnedUntil !== undefined && pinnedUntil !== (topic.pinnedUntil?.toISOString() ?? null)) {
      changes.pinnedUntil = pinnedUntil === null ? null : new Date(pinnedUntil);
      // Who let it sink did so with the last pin, not with this one.
      await tx.query(`update topic_reading set unpinned_at = null where topic_id = $1`, [topic.id]);
      acts.push(pinnedUntil === null ? { kind: 'unpinned' } : { kind: 'pinned', until: pinnedUntil });
    }
    const pinned = changes.pinnedUntil === undefined ? topic.pinnedUntil : changes.pinnedUntil;
    const everywhere = pinned !== null && (pinnedEverywhere ?? topic.pinnedEverywhere);
    if (everywhere !== topic.pinnedEverywhere) {
      if (everywhere) staffOnly(viewer);
      changes.pinnedEverywhere = everywhere;
    }
    if (slowSeconds !== undefined && slowSeconds !== topic.slowSeconds) {
      changes.slowSeconds = slowSeconds;
      acts.push(slowSeconds === 0 ? { kind: 'unslowed' } : { kind: 'slowed', seconds: slowSeconds });
    }
    if (Object.keys(changes).length === 0) return;
    await this.update(tx, topic, changes);
    for (const act of acts) await writeAct(tx, this.events, topic, { byId, act });
  }

  private async recategorise(tx: EntityManager, { topic, facts, viewer, byId }: Doing, address: string) {
    refuse(viewer, 'moderate-topic', facts);
    const target = await findCategory(tx, address);
    const refusal = whyNot(viewer, 'create-topic', categoryFacts(target));
    if (refusal) throw new ProblemError(refusal);
    if (target.id === topic.categoryId) return;
    const moved = { id: topic.id, categoryId: target.id };
    await this.update(tx, moved, { categoryId: target.id });
    const counted = topic.deletedAt === null ? 1 : 0;
    await tx.query(`update category set topic_count = topic_count - $2 where id = $1`, [
      topic.categoryId,
      counted,
    ]);
    await tx.query(`update category set topic_count = topic_count + $2 where id = $1`, [target.id, counted]);
    await this.events.append(tx, {
      name: 'topic.recategorised',
      topicId: topic.id,
      categoryId: target.id,
    });
    await writeAct(tx, this.events, moved, { byId, act: { kind: 'recategorised' } });
  }

  private async remove(viewer: Viewer, topicId: string, away: boolean): Promise<void> {
    const byId = signedIn(viewer);
    await this.db.transaction(async (tx) => {
      const { topic, facts } = await lockTopic(tx, topicId);
      refuse(viewer, 'remove-topic', facts);
      if ((topic.deletedAt !== null) === away) return;
      await this.update(
        tx,
        topic,
        away ? { deletedAt: new Date(), deletedById: byId } : { deletedAt: null, deletedById: null },
      );
      await tx.query(`update category set topic_count = topic_count + $2 where id = $1`, [
        topic.categoryId,
        away ? -1 : 1,
      ]);
      await writeAct(tx, this.events, topic, { byId, act: { kind: away ? 'deleted' : 'restored' } });
    });
  }

  private async update(
    tx: EntityManager,
    topic: Pick<Topic, 'id' | 'categoryId'>,
    changes: Partial<Topic>,
  ): Promise<void> {
    await tx.update(Topic, { id: topic.id }, { ...changes, version: () => 'version + 1' });
    const { id: topicId, categoryId } = topic;
    await this.events.append(tx, { name: 'topic.updated', topicId, categoryId });
  }
}

function refuse(
  viewer: Viewer,
  action: Extract<Action, 'rename-topic' | 'tag-topic' | 'moderate-topic' | 'remove-topic'>,
  facts: LockedTopic['facts'],
): void {
  const refusal = whyNot(viewer, action, facts);
  if (refusal) throw new ProblemError(refusal);
}
