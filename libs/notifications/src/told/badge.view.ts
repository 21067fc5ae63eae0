import { Injectable } from '@nestjs/common';
import type { NotificationBadge } from '@app/contract';
import { AccessView, unreadMessagesSql } from '@app/forum';
import { type Viewer, waitingApplicationsSql } from '@app/identity';
import { DataSource } from 'typeorm';
import { NEEDING } from './kinds.rules.ts';
import { HAS_UNMET_ITEM, STILL_ASKED, TOPIC_JOINS, visibleTopic } from './unread.ts';

/** The most that is counted; a bell says "99+" beyond. */
const MOST = 100;

const NOTHING: NotificationBadge = { needing: 0, rest: false, messages: 0, applications: null, head: 0 };

@Injectable()
export class BadgeView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /** What the viewer's bell shows; nothing for a guest. */
  async badge(viewer: Viewer): Promise<NotificationBadge> {
    if (viewer.accountId === null) return NOTHING;
    const [badge]: [NotificationBadge] = await this.db.query(
      `select count(*) filter (where kind = any($3))::int as needing,
         coalesce(bool_or(kind <> all($3)), false) as rest,
         ${unreadMessagesSql('$1', '$4')} as messages, ${waitingApplicationsSql('$5', '$4')} as applications,
         coalesce((select seq::int from room_head where room = 'u:' || $1::bigint), 0) as head
       from (
         select n.kind from notification n ${TOPIC_JOINS}
         where n.account_id = $1 and n.read_at is null and n.on_site
           and ${visibleTopic('$2', '$4')} and ${HAS_UNMET_ITEM} and ${STILL_ASKED}
         limit ${MOST}
       ) unread`,
      [
        viewer.accountId,
        await this.access.visibleCategoryIds(viewer),
        NEEDING,
        viewer.groupIds,
        viewer.role === 'staff',
      ],
    );
    return badge;
  }
}
