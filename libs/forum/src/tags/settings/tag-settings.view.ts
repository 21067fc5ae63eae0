import { Injectable } from '@nestjs/common';
import type { TagSettings, TagSetSettings } from '@app/contract';
import { staffOnly, type Viewer } from '@app/identity';
import { DataSource } from 'typeorm';
import { readTagPolicy } from '../tag-policy.ts';

@Injectable()
export class TagSettingsView {
  constructor(private readonly db: DataSource) {}

  /**
   * Every tag and every set.
   *
   * @throws ProblemError `staff-only`
   */
  async read(viewer: Viewer): Promise<TagSettings> {
    staffOnly(viewer);
    const sets = await this.db.query<TagSetSettings[]>(
      `select id, name, one_of as "oneOf",
         array(select name::text from tag where tag_set_id = tag_set.id order by id) as tags
       from tag_set order by name`,
    );
    const tags = await this.db.query<TagSettings['tags']>(
      `select tag.name::text, s.name as set,
         (select count(*)::int from topic_tag where tag_id = tag.id and listed) as "topicCount",
         array(select name::text from tag_former_name where tag_id = tag.id order by 1) as "formerNames"
       from tag left join tag_set s on s.id = tag.tag_set_id
       order by tag.name`,
    );
    return { policy: await readTagPolicy(this.db), sets, tags };
  }
}
