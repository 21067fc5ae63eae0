import { Injectable } from '@nestjs/common';
import type { Duty, Waiting } from '@app/contract';
import { AccessView } from '@app/forum';
import type { Viewer } from '@app/identity';
import { DataSource } from 'typeorm';
import { NotificationsView } from '../told/notifications.view.ts';

/** More duties than this at once are found in their categories. */
const MOST_DUTIES = 10;
/** A handful: the bell has the rest. */
const MOST_NEWS = 3;

@Injectable()
export class WaitingView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly notifications: NotificationsView,
  ) {}

  /** What waits for the viewer; nothing for a guest. */
  async of(viewer: Viewer): Promise<Waiting> {
    if (viewer.accountId === null) return { duties: [], news: [] };
    const duties = await this.duties(viewer.accountId, await this.access.visibleCategoryIds(viewer));
    const { items } = await this.notifications.list(viewer, { tab: 'you', limit: MOST_NEWS * 2 });
    return { duties, news: items.filter(({ read }) => !read).slice(0, MOST_NEWS) };
  }

  private async duties(accountId: string, visible: string[]): Promise<Duty[]> {
    const rows: (Omit<Duty, 'closesAt'> & { closesAt: Date })[] = await this.db.query(
      `select duty.kind, duty.title, duty."closesAt",
         jsonb_build_object('id', t.id::text, 'slug', t.slug, 'title', t.title) as topic
       from (
         select 'ballot' as kind, e.id as topic_id, null as title, e.voting_closes_at as "closesAt"
         from election e join roll_entry r on r.election_id = e.id and r.account_id = $1
         where e.phase = 'voting' and r.blinded_hash is null
         union all
         select 'proposal', p.topic_id, p.title, p.closes_at
         from proposal p join proposal_voter v on v.proposal_id = p.id and v.account_id = $1
         where p.state = 'open' and v.version is distinct from p.version
       ) duty join topic t on t.id = duty.topic_id and t.deleted_at is null
       where t.category_id = any($2)
       order by duty."closesAt", t.id limit ${MOST_DUTIES}`,
      [accountId, visible],
    );
    return rows.map((row) => ({
      ...row,
      title: row.title ?? row.topic.title,
      closesAt: row.closesAt.toISOString(),
    }));
  }
}
