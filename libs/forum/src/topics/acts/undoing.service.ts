import { Injectable } from '@nestjs/common';
import type { Whereabouts } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { EventLog, ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { whyNot } from '../../access.rules.ts';
import { type LockedTopic, lockTopic } from '../lock-topic.ts';
import { Topic } from '../topic.entity.ts';
import { announceMove } from './announce-move.ts';
import { carryBack } from './carry-posts.ts';
import { UNDO_HOURS } from './recent-move.rules.ts';
import { TopicMove } from './topic-move.entity.ts';
import { writeAct } from './write-act.ts';

@Injectable()
export class UndoingService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
  ) {}

  /**
   * Takes a move back: posts have the numbers again that they had, and what was written since stays where it is.
   *
   * @throws ProblemError `move-outdated` after a day, after a second move of the same posts, or when others have
   *   gone on writing in the topic that was split off; a refusal of the policy
   */
  async undo(viewer: Viewer, moveId: string): Promise<Whereabouts> {
    const byId = signedIn(viewer);
    return this.db.transaction(async (tx) => {
      const move = await tx.findOne(TopicMove, {
        where: { id: moveId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!move) throw new ProblemError('not-found');
      const { from, to } = await this.topics(tx, move);
      for (const { facts } of [from, to]) {
        // A merged topic leads elsewhere, and one that was split off may be gone: asked about as they were.
        const refusal = whyNot(viewer, 'moderate-topic', { ...facts, moved: false, deleted: false });
        if (refusal) throw new ProblemError(refusal);
      }
      const address = { topicId: from.topic.id, slug: from.topic.slug, number: 1 };
      if (move.undoneAt !== null) return address;
      const count = await this.stillThere(tx, move);
      await carryBack(tx, move.id);
      await tx.update(TopicMove, { id: move.id }, { undoneAt: new Date() });
      await this.reopen(tx, move, from.topic);
      await this.endSplit(tx, move, to.topic);
      await writeAct(tx, this.events, from.topic, { byId, act: { kind: 'moved-back', count } });
      if (move.kind !== 'split') {
        const act = { kind: 'moved-back', count, topicId: from.topic.id } as const;
        await writeAct(tx, this.events, to.topic, { byId, act });
      }
      // The way back.
      await announceMove(tx, this.events, { moveId: move.id, from: to.topic, to: from.topic });
      return address;
    });
  }

  private async topics(tx: EntityManager, { fromTopicId, toTopicId }: TopicMove) {
    const locked = new Map<string, LockedTopic>();
    for (const id of [fromTopicId, toTopicId].toSorted((a, b) => Number(BigInt(a) - BigInt(b)))) {
      locked.set(id, await lockTopic(tx, id));
    }
    return { from: locked.get(fromTopicId)!, to: locked.get(toTopicId)! };
  }

  /** How many posts the move carried, all of which must still be where it put them. */
  private async stillThere(tx: EntityManager, move: TopicMove): Promise<number> {
    const [{ moved, there, others, late }] = await tx.query<
      [{ moved: number; there: number; others: number; late: boolean }]
    >(
      `select count(*)::int as moved, count(p.id)::int as there,
         (select count(*)::int from post o where o.topic_id = $2 and o.kind = 'post'
           and not exists (select from post_move om where om.move_id = $1 and om.to_number = o.number)) as others,
         $3::timestamptz < now() - make_interval(hours => $4) as late
       from post_move m left join post p on p.topic_id = m.to_topic_id and p.number = m.to_number
       where m.move_id = $1`,
      [move.id, move.toTopicId, move.at, UNDO_HOURS],
    );
    if (late || moved !== there || (move.kind === 'split' && others > 0)) {
      throw new ProblemError('move-outdated');
    }
    return moved;
  }

  private async reopen(tx: EntityManager, { kind }: TopicMove, from: Topic): Promise<void> {
    if (kind !== 'merge') return;
    await tx.update(Topic, { id: from.id }, { movedToId: null, deletedAt: null, deletedById: null });
    await tx.query(`update category set topic_count = topic_count + 1 where id = $1`, [from.categoryId]);
  }

  private async endSplit(
    tx: EntityManager,
    { kind, fromTopicId, byId }: TopicMove,
    to: Topic,
  ): Promise<void> {
    if (kind !== 'split') return;
    await tx.update(
      Topic,
      { id: to.id },
      { movedToId: fromTopicId, deletedAt: new Date(), deletedById: byId },
    );
    await tx.query(`update category set topic_count = topic_count - 1 where id = $1`, [to.categoryId]);
  }
}
