import { Injectable } from '@nestjs/common';
import type { GovEvent, GovEvents } from '@app/contract';
import { AccessView } from '@app/forum';
import { accountRefSql, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';

/** The log of what governed a topic, for everybody who may see it. */
@Injectable()
export class GovEventsView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /** Oldest first. @throws ProblemError `not-found`, `gone` */
  async ofTopic(viewer: Viewer, topicId: string): Promise<GovEvents> {
    const hidden = await this.access.whyNotSeeTopic(viewer, topicId);
    if (hidden) throw new ProblemError(hidden);
    const rows: (Omit<GovEvent, 'at'> & { at: Date })[] = await this.db.query(
      `select g.seq::int, g.topic_id as "topicId", g.type,
         case when g.actor_id is not null then ${accountRefSql('a')} end as actor, g.at, g.payload,
         encode(g.payload_hash, 'hex') as "payloadHash", encode(g.prev_hash, 'hex') as "prevHash",
         encode(g.hash, 'hex') as hash
       from gov_event g left join account a on a.id = g.actor_id where g.topic_id = $1 order by g.seq`,
      [topicId],
    );
    return { events: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
  }
}
