import { Injectable } from '@nestjs/common';
import type { Channels, NotificationKind, TopicKind } from '@app/contract';
import { AccessView, textOf } from '@app/forum';
import { GUEST } from '@app/identity';
import { DataSource, type EntityManager } from 'typeorm';
import { channelsOf } from '../preferences/channels.ts';
import { eventOf } from '../preferences/defaults.rules.ts';
import { AudienceView } from '../told/audience.view.ts';
import { natureOf } from '../told/kinds.rules.ts';
import { STANDING_ITEM, STILL_ASKED, TOPIC_JOINS, UNMET_ITEM } from '../told/unread.ts';

/** One thing that its reader was told and has not met yet. */
export interface Pending {
  source: string;
  notificationId: string;
  kind: NotificationKind;
  topic: { id: string; kind: TopicKind; title: string; slug: string; categoryId: string; category: string };
  number: number | null;
  who: string | null;
  text: string;
  at: Date;
}

/** Which of an account's pending things are asked for. */
interface Wanted {
  notificationId?: string;
  source?: string;
  /** Only what no mail has held. */
  unmailed?: boolean;
  /** Whether its reader wants it, as things are now. */
  through: (channels: Channels) => boolean;
}

type Row = Omit<Pending, 'text'> & { html: string | null; actorId: string | null };

/** More in one mail is read by nobody; the rest is in the bell. */
const MOST = 50;
const TEXT = 800;

/** What is still worth telling somebody away from the site, at the moment it would leave. */
@Injectable()
export class PendingView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly audience: AudienceView,
  ) {}

  /** Unread, not taken back, wanted, and visible to its reader now; oldest first. */
  async of(
    accountId: string,
    { notificationId, source, unmailed, through }: Wanted,
    db: Pick<EntityManager, 'query'> = this.db,
  ): Promise<Pending[]> {
    const rows: Row[] = await db.query(
      `select i.source, n.id as "notificationId", n.kind, i.number, actor.display_name as who,
         i.actor_id as "actorId", p.html, i.at,
         jsonb_build_object('id', t.id::text, 'kind', t.kind, 'title', t.title, 'slug', t.slug,
           'categoryId', c.id::text, 'category', c.name) as topic
       from notification n ${TOPIC_JOINS} join category c on c.id = t.category_id
         join notification_item i on i.notification_id = n.id
         left join post p on p.id = i.post_id
         left join account actor on actor.id = i.actor_id
       where n.account_id = $1 and i.account_id = $1 and n.read_at is null
         and ${STANDING_ITEM} and ${UNMET_ITEM} and ${STILL_ASKED}
         and ($2::uuid is null or n.id = $2) and ($3::text is null or i.source = $3)
         and (not $4 or i.mailed_at is null)
         and i.at > now() - interval '8 days'
       order by i.at, i.source limit ${MOST}`,
      [accountId, notificationId ?? null, source ?? null, unmailed ?? false],
    );
    const open = await this.openTo(db, accountId, rows, through);
    return rows
      .filter((row) => open.has(keyOf(row)))
      .map(({ html, ...row }) => ({ ...row, text: html === null ? '' : textOf(html, TEXT) }));
  }

  /** Which topics and kinds may reach the account: each is asked about once. */
  private async openTo(
    db: Pick<EntityManager, 'query'>,
    accountId: string,
    rows: readonly Row[],
    through: Wanted['through'],
  ): Promise<Set<string>> {
    const open = new Set<string>();
    for (const row of new Map(rows.map((one) => [keyOf(one), one])).values()) {
      const event = eventOf(row.kind);
      const asked = { event, categoryId: row.topic.categoryId };
      const channels = (await channelsOf(db, [accountId], asked)).get(accountId);
      if (!channels || !through(channels)) continue;
      const { kind, topic } = row;
      const about = {
        topicId: topic.id,
        actorId: row.actorId,
        despiteMute: natureOf(kind).tab === 'decisions',
      };
      const may = await this.audience.of(about, [accountId]);
      if (may.length > 0) open.add(keyOf(row));
    }
    return open;
  }

  /** Whether it is about something that not everybody may read: then staff may not read the mail either. */
  async isPrivate(pending: readonly Pending[]): Promise<boolean> {
    for (const topicId of new Set(pending.map(({ topic }) => topic.id))) {
      if ((await this.access.whyNotSeeTopic(GUEST, topicId)) !== null) return true;
    }
    return false;
  }
}

function keyOf({ kind, topic, actorId }: Row): string {
  return `${kind} ${topic.id} ${actorId}`;
}
