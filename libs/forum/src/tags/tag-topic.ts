import type { OfferedTagSet } from '@app/contract';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { visibleCategoryIds } from '../access.view.ts';
import { knownTags } from './known-tags.ts';
import { mayCreateTags, readTagPolicy } from './tag-policy.ts';
import { tagFault } from './tagging.rules.ts';

interface Tagged {
  id: string;
  categoryId: string;
}

/**
 * Gives a topic these tags and no others. A former name means the tag that it leads to; a new word becomes a
 * tag if the viewer may make one. What the topic bears already needs no knowledge of.
 *
 * @param names as `TagName` tidies them
 * @throws ProblemError `invalid-input` with what stands in the way
 */
export async function tagTopic(
  tx: EntityManager,
  viewer: Viewer,
  topic: Tagged,
  names: readonly string[],
): Promise<void> {
  const before = await tagsOf(tx, topic.id);
  const asked = [...new Set(names)];
  const policy = await readTagPolicy(tx);
  const visibleIds = await visibleCategoryIds(tx, viewer);
  const meant = await Promise.all(asked.map(async (name) => meaningOf(tx, viewer, visibleIds, name)));
  const known = (name: string) => before.includes(name) || meant.some((tag) => tag === name);
  const wanted = [...new Set(asked.map((name, place) => meant[place] ?? name))];
  const { freeTags, sets } = await setsFor(tx, topic.categoryId);
  const fault = tagFault({
    wanted,
    unknown: wanted.filter((name) => !known(name)),
    mayCreate: await mayCreateTags(tx, viewer, policy),
    most: Math.max(policy.mostPerTopic, before.length),
    freeTags,
    sets,
  });
  if (fault) {
    const { code, about } = fault;
    throw new ProblemError('invalid-input', { errors: [{ pointer: '/tags', code, message: about }] });
  }
  await tx.query(`insert into tag (name) select unnest($1::citext[]) on conflict do nothing`, [wanted]);
  await tx.query(
    `delete from topic_tag where topic_id = $1 and tag_id not in (select id from tag where name = any($2::citext[]))`,
    [topic.id, wanted],
  );
  await tx.query(
    `insert into topic_tag (topic_id, tag_id) select $1, id from tag where name = any($2::citext[])
     on conflict do nothing`,
    [topic.id, wanted],
  );
}

/** The names of a topic's tags, in their order. */
export async function tagsOf(tx: EntityManager, topicId: string): Promise<string[]> {
  const rows = await tx.query<{ name: string }[]>(
    `select name::text from topic_tag join tag on tag.id = tag_id where topic_id = $1 order by name::text`,
    [topicId],
  );
  return rows.map(({ name }) => name);
}

async function meaningOf(
  tx: EntityManager,
  viewer: Viewer,
  visibleIds: readonly string[],
  name: string,
): Promise<string | undefined> {
  const [tag] = await knownTags(tx, viewer, visibleIds, name);
  return tag?.name;
}

/** The sets that matter for a topic of this category. */
async function setsFor(
  tx: EntityManager,
  categoryId: string,
): Promise<{ freeTags: boolean; sets: (OfferedTagSet & { offered: boolean })[] }> {
  const sets = await tx.query<(OfferedTagSet & { offered: boolean })[]>(
    `select s.name, s.one_of as "oneOf", coalesce(c.required, false) as required, c.category_id is not null as offered,
       array(select name::text from tag where tag_set_id = s.id) as tags
     from tag_set s left join category_tag_set c on c.tag_set_id = s.id and c.category_id = $1
     where c.category_id is not null or s.one_of
     order by s.name`,
    [categoryId],
  );
  const [category] = await tx.query<{ freeTags: boolean }[]>(
    `select free_tags as "freeTags" from category where id = $1`,
    [categoryId],
  );
  return { freeTags: category?.freeTags ?? true, sets };
}
