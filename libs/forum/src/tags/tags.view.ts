import { Injectable } from '@nestjs/common';
import type { CategoryWriting, OfferedTagSet, TagCard } from '@app/contract';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';
import { categoryFacts } from '../access-facts.ts';
import { whyNot } from '../access.rules.ts';
import { findCategory } from '../categories/find-category.ts';
import { type KnownTag, knownTags, tagNamesSql } from './known-tags.ts';
import { mayCreateTags, readTagPolicy } from './tag-policy.ts';

/** So many tags are offered to choose from; others are found by typing. */
const MOST_OFFERED = 300;

@Injectable()
export class TagsView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /** The tags that the viewer may know of, the most used first. */
  async list(viewer: Viewer): Promise<TagCard[]> {
    const tags = await knownTags(this.db, viewer, await this.access.visibleCategoryIds(viewer));
    return tags.map(toCard);
  }

  /**
   * @param name what it is called, or was called once
   * @throws ProblemError `not-found`, also for what the viewer may not know of
   */
  async one(viewer: Viewer, name: string): Promise<TagCard> {
    return toCard(await this.known(viewer, name));
  }

  /** @throws ProblemError as `one` */
  async known(viewer: Viewer, name: string): Promise<KnownTag> {
    const visibleIds = await this.access.visibleCategoryIds(viewer);
    const [tag] = await knownTags(this.db, viewer, visibleIds, name);
    if (!tag) throw new ProblemError('not-found');
    return tag;
  }

  /**
   * What to know before opening a topic in a category.
   *
   * @throws ProblemError a refusal of the policy
   */
  async writing(viewer: Viewer, address: string): Promise<CategoryWriting> {
    const category = await findCategory(this.db.manager, address);
    const refusal = whyNot(viewer, 'read-category', categoryFacts(category));
    if (refusal) throw new ProblemError(refusal);
    const policy = await readTagPolicy(this.db);
    const sets = await this.db.query<OfferedTagSet[]>(
      `select s.name, s.one_of as "oneOf", c.required,
         array(select name::text from tag where tag_set_id = s.id order by id) as tags
       from category_tag_set c join tag_set s on s.id = c.tag_set_id
       where c.category_id = $1 order by c.required desc, s.name`,
      [category.id],
    );
    const inSets = new Set(sets.flatMap(({ tags }) => tags));
    const others = category.freeTags ? await this.list(viewer) : [];
    return {
      mostTags: policy.mostPerTopic,
      mayCreateTags: category.freeTags && (await mayCreateTags(this.db, viewer, policy)),
      freeTags: category.freeTags,
      sets,
      tags: others
        .map(({ name }) => name)
        .filter((name) => !inSets.has(name))
        .slice(0, MOST_OFFERED),
      template: category.template,
    };
  }

  /** The names of a topic's tags. Whether the topic may be shown is for the caller to ask. */
  async ofTopic(topicId: string): Promise<string[]> {
    const [row] = await this.db.query<{ names: string[] }[]>(`select ${tagNamesSql('$1::bigint')} as names`, [
      topicId,
    ]);
    return row?.names ?? [];
  }
}

function toCard({ name, topicCount, set }: KnownTag): TagCard {
  return { name, topicCount, set };
}
