import { Injectable } from '@nestjs/common';
import type { TagPolicy, TagRename, TagSetWish } from '@app/contract';
import { staffOnly, type Viewer } from '@app/identity';
import { EventLog, ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { Tag } from '../tag.entity.ts';
import { TagFormerName } from '../tag-former-name.entity.ts';
import { TagSet } from '../tag-set.entity.ts';

/** What staff do to tags. */
@Injectable()
export class TagSettingsService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
  ) {}

  /** @throws ProblemError `staff-only` */
  async decide(viewer: Viewer, policy: TagPolicy): Promise<void> {
    staffOnly(viewer);
    await this.db.query(
      `insert into site_setting (key, value) values ('tags', $1)
       on conflict (key) do update set value = excluded.value`,
      [policy],
    );
  }

  /**
   * Makes a set, or sets it anew; a tag that it no longer has belongs to none.
   *
   * @throws ProblemError `staff-only`, `not-found`, `name-taken`
   */
  async keepSet(viewer: Viewer, id: string | null, { name, oneOf, tags }: TagSetWish): Promise<void> {
    staffOnly(viewer);
    await this.db.transaction(async (tx) => {
      const same = await tx.findOneBy(TagSet, { name });
      if (same && same.id !== id) throw new ProblemError('name-taken');
      if (id !== null && !(await tx.existsBy(TagSet, { id }))) throw new ProblemError('not-found');
      const set = await tx.save(tx.create(TagSet, { ...(id === null ? {} : { id }), name, oneOf }));
      await tx.query(`insert into tag (name) select unnest($1::citext[]) on conflict do nothing`, [tags]);
      await tx.query(
        `update tag set tag_set_id = case when name = any($2::citext[]) then $1::bigint end
         where tag_set_id = $1 or name = any($2::citext[])`,
        [set.id, tags],
      );
    });
  }

  /** Its tags stay. */
  async removeSet(viewer: Viewer, id: string): Promise<void> {
    staffOnly(viewer);
    await this.db.getRepository(TagSet).delete({ id });
  }

  /**
   * Gives a tag another name. The address that it had leads to the new one from then on, and so do those of
   * a tag that it is put together with.
   *
   * @throws ProblemError `staff-only`, `not-found`, `name-taken` where another tag has the name and no merge is meant
   */
  async rename(viewer: Viewer, from: string, { name, merge }: TagRename): Promise<void> {
    staffOnly(viewer);
    await this.db.transaction(async (tx) => {
      const tag = await this.locked(tx, from);
      if (tag.name === name) return;
      const other = await tx.findOne(Tag, { where: { name }, lock: { mode: 'pessimistic_write' } });
      if (other && !merge) throw new ProblemError('name-taken');
      await this.sayChanged(tx, tag.id);
      // A name that is used again is no former name any more.
      await tx.delete(TagFormerName, { name });
      if (other) await this.putTogether(tx, tag, other);
      else {
        await tx.update(Tag, { id: tag.id }, { name });
        await tx.save(tx.create(TagFormerName, { name: tag.name, tagId: tag.id }));
      }
    });
  }

  /** Takes a tag from all its topics. */
  async remove(viewer: Viewer, name: string): Promise<void> {
    staffOnly(viewer);
    await this.db.transaction(async (tx) => {
      const { id } = await this.locked(tx, name);
      await this.sayChanged(tx, id);
      await tx.delete(Tag, { id });
    });
  }

  private async locked(tx: EntityManager, name: string): Promise<Tag> {
    const tag = await tx.findOne(Tag, { where: { name }, lock: { mode: 'pessimistic_write' } });
    if (!tag) throw new ProblemError('not-found');
    return tag;
  }

  private async putTogether(tx: EntityManager, gone: Tag, kept: Tag): Promise<void> {
    await tx.query(
      `insert into topic_tag (topic_id, tag_id) select topic_id, $2 from topic_tag where tag_id = $1
       on conflict do nothing`,
      [gone.id, kept.id],
    );
    await tx.update(TagFormerName, { tagId: gone.id }, { tagId: kept.id });
    await tx.delete(Tag, { id: gone.id });
    await tx.save(tx.create(TagFormerName, { name: gone.name, tagId: kept.id }));
  }

  /** Other servers show tags too: the topics that were touched last are said to have changed. */
  private async sayChanged(tx: EntityManager, tagId: string): Promise<void> {
    const topics = await tx.query<{ topicId: string; categoryId: string }[]>(
      `select topic_id as "topicId", category_id as "categoryId" from topic_tag
       where tag_id = $1 and listed order by bumped_at desc, topic_id desc limit 100`,
      [tagId],
    );
    for (const { topicId, categoryId } of topics) {
      await this.events.append(tx, { name: 'topic.updated', topicId, categoryId });
    }
  }
}
