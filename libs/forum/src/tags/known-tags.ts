import type { TagCard } from '@app/contract';
import type { Viewer } from '@app/identity';
import type { DataSource, EntityManager } from 'typeorm';

export type KnownTag = TagCard & { id: string };

/**
 * The tags that a viewer may know of, the most used first: those of topics that they may see, and those of
 * sets that are offered where they may read. Staff know all. A word from a hidden category is no tag to others.
 *
 * @param visibleIds the categories that the viewer may read
 * @param name only the tag that has this name, or had it
 */
export async function knownTags(
  db: Pick<DataSource | EntityManager, 'query'>,
  { role }: Pick<Viewer, 'role'>,
  visibleIds: readonly string[],
  name?: string,
): Promise<KnownTag[]> {
  return db.query(
    `select tag.id, tag.name::text, coalesce(used.count, 0) as "topicCount", s.name as set
     from tag
       left join tag_set s on s.id = tag.tag_set_id
         and ($2 or not exists (select from category_tag_set where tag_set_id = s.id)
           or exists (select from category_tag_set where tag_set_id = s.id and category_id = any($1::bigint[])))
       cross join lateral (
         select count(*)::int as count from topic_tag
         where tag_id = tag.id and listed and category_id = any($1::bigint[])) used
     where ($2 or used.count > 0 or s.id is not null)
       and ($3::citext is null or tag.id in (
         select id from tag where name = $3::citext
         union all select tag_id from tag_former_name
         where name = $3::citext and not exists (select from tag where name = $3::citext)))
     order by used.count desc, tag.name`,
    [visibleIds, role === 'staff', name ?? null],
  );
}

/** SQL for the names of a topic's tags, in their order. */
export function tagNamesSql(topicId: string): string {
  return `array(select tag.name::text from topic_tag join tag on tag.id = topic_tag.tag_id
    where topic_tag.topic_id = ${topicId} order by tag.name)`;
}
