import { Injectable } from '@nestjs/common';
import type { Duty, Waiting } from '@app/contract';
import type { Viewer } from '@app/identity';
import { NotificationsView } from '../told/notifications.view.ts';

/** More duties than this at once are found in their categories. */
const MOST_DUTIES = 10;
/** A handful: the bell has the rest. */
const MOST_NEWS = 3;

/** What an account is still asked for, beside `$1` the account and `$3` the categories whose topics it sees. */
const DUTIES_SQL = `(select coalesce(jsonb_agg(duty order by duty."closesAt", duty.topic->>'id'), '[]') from (
  select duty.kind, coalesce(duty.title, t.title) as title, duty."closesAt",
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
  where t.category_id = any($3)
  order by duty."closesAt", t.id limit ${MOST_DUTIES}) duty)`;

@Injectable()
export class WaitingView {
  constructor(private readonly notifications: NotificationsView) {}

  /** What waits for the viewer; nothing for a guest. */
  async of(viewer: Viewer): Promise<Waiting> {
    if (viewer.accountId === null) return { duties: [], news: [] };
    const asked = { tab: 'you', limit: MOST_NEWS * 2 } as const;
    const { list, beside = [] } = await this.notifications.listWith<Duty[]>(viewer, asked, DUTIES_SQL);
    return {
      duties: beside.map((duty) => ({ ...duty, closesAt: new Date(duty.closesAt).toISOString() })),
      news: list.items.filter(({ read }) => !read).slice(0, MOST_NEWS),
    };
  }
}
