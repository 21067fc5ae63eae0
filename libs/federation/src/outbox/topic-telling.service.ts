import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ApTopic } from './ap-topic.entity.ts';
import { Outbox, type Sending } from './outbox.ts';
import { earlierOf, lockTelling, PublishService } from './publish.service.ts';
import { type TopicFacts, TopicFactsView } from './topic-facts.view.ts';
import { type Act, moderated, moved } from './topic-words.ts';

@Injectable()
export class TopicTelling {
  constructor(
    private readonly db: DataSource,
    private readonly facts: TopicFactsView,
    private readonly publishing: PublishService,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Brings what other servers know of a topic as a whole up to what it is now: closed, pinned, renamed,
   * moved, taken away, brought back. Running twice is running once.
   *
   * @param cameIn whether it may have come from where others cannot see: then it is told whole
   */
  async publish(topicId: string, cameIn = false): Promise<void> {
    await this.db.transaction(async (tx) => {
      await lockTelling(tx, topicId);
      const now = await this.facts.now(topicId);
      const told = now && (await this.facts.told(tx, now));
      if (!now || (!told && !(cameIn && now.isShown))) return;
      const revision = (told?.revision ?? 0) + 1;
      const sendings = await this.differences(tx, now, told, revision);
      if (sendings.length === 0) return;
      const { group: groupId, title, isShown, isClosed, isPinned } = now;
      await tx.save(ApTopic, {
        topicId,
        groupId: isShown ? groupId : (told?.groupId ?? groupId),
        title,
        isShown,
        isClosed: isShown ? isClosed : (told?.isClosed ?? false),
        isPinned: isShown ? isPinned : (told?.isPinned ?? false),
        revision,
      });
      await this.outbox.sendAll(tx, sendings);
    });
  }

  private async differences(
    tx: EntityManager,
    now: TopicFacts,
    told: ApTopic | null,
    revision: number,
  ): Promise<Sending[]> {
    const sendings: Sending[] = [];
    if (!told || told.isShown !== now.isShown) {
      for (const postId of await this.facts.postIds(now.topicId))
        sendings.push(...(await this.publishing.tell(tx, postId)));
    } else if (now.isShown && told.groupId !== now.group) {
      sendings.push(...(await this.move(tx, now, { from: told.groupId, revision })));
    } else if (now.isShown && told.title !== now.title) {
      sendings.push(...(await this.publishing.tell(tx, now.first.postId, true)));
    }
    return now.isShown ? [...sendings, ...(await this.acts(tx, now, told, revision))] : sendings;
  }

  private async acts(
    tx: EntityManager,
    now: TopicFacts,
    told: ApTopic | null,
    revision: number,
  ): Promise<Sending[]> {
    const kinds: Act['kind'][] = [];
    if ((told?.isClosed ?? false) !== now.isClosed) kinds.push(now.isClosed ? 'Lock' : 'UndoLock');
    if ((told?.isPinned ?? false) !== now.isPinned) kinds.push(now.isPinned ? 'Pin' : 'Unpin');
    if (kinds.length === 0) return [];
    const moderator = await this.facts.moderator(now.topicId);
    const lock = (await earlierOf(tx, now.first.postId)).get('Lock');
    return kinds.flatMap((kind) => moderated({ kind, moderator, revision }, now, lock, this.facts.at));
  }

  /** The posts stay what they are; what is served of them names the new category from now on. */
  private async move(
    tx: EntityManager,
    now: TopicFacts,
    { from, revision }: { from: string; revision: number },
  ): Promise<Sending[]> {
    const moderator = await this.facts.moderator(now.topicId);
    const earlier = await earlierOf(tx, now.first.postId);
    const sendings = moved({ from, moderator, revision, earlier }, now, this.facts.at);
    sendings.push(...(await this.publishing.tell(tx, now.first.postId, true)));
    for (const postId of await this.facts.postIds(now.topicId)) await this.publishing.rewrite(tx, postId);
    return sendings;
  }
}
