import type { NotificationListQuery } from '@app/contract';
import type { Viewer } from '@app/identity';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BadgeView } from '../../../libs/notifications/src/told/badge.view.ts';
import { NotificationsView } from '../../../libs/notifications/src/told/notifications.view.ts';
import { type Person, toldHouse, type ToldHouse } from './told-house.ts';

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

/** Tables that grow with what people write; everything else is a few rows. */
const GROWING = ['notification', 'notification_item', 'topic', 'post', 'topic_reading'];

let house: ToldHouse;
let reader: Viewer;

// 40 000 topics with a post, of which 50 people were told 1 000 each; one in ten is unread.
beforeAll(async () => {
  house = await toldHouse({ ROLES: 'web' });
  const ana: Person = await house.member('ana');
  reader = { accountId: ana.accountId, role: 'member', groupIds: [] };
  const { db } = house;
  await db.query(
    `insert into account (handle, display_name) select 'r' || n, 'R' from generate_series(1, 50) n`,
  );
  await db.query(
    `insert into topic (category_id, author_id, title, slug, last_number, post_count, recent_author_ids)
     select (select id from category where slug = 'square'), $1, 'Topic ' || n, 'topic', 1, 1, array[$1::bigint]
     from generate_series(1, 40000) n`,
    [ana.accountId],
  );
  await db.query(
    `insert into post (topic_id, number, author_id, raw, html) select id, 1, author_id, 'x', '<p>x</p>' from topic`,
  );
  await db.query(
    `insert into topic_reading (account_id, topic_id, read)
     select a.id, t.id, '{}' from account a, topic t where t.id % 40 = 0 on conflict do nothing`,
  );
  await db.query(
    `insert into notification (account_id, kind, topic_id, told_at, read_at)
     select a.id, 'reply', t.id, now() - t.id * interval '1 minute', case when t.id % 400 > 0 then now() end
     from account a, topic t where t.id % 40 = 0`,
  );
  await db.query(
    `insert into notification_item (account_id, source, notification_id, post_id, number, actor_id)
     select n.account_id, 'post:' || p.id, n.id, p.id, 1, p.author_id
     from notification n join post p on p.topic_id = n.topic_id`,
  );
  await db.query(`vacuum analyze`);
}, 120_000);
afterAll(() => house.server.stop());

/** The growing tables that some query of a page reads from end to end. */
async function readWhole(page: () => Promise<unknown>): Promise<string[]> {
  const spy = vi.spyOn(house.db, 'query');
  await page();
  const sent = spy.mock.calls.map(([sql, parameters]) => ({ sql, parameters }));
  spy.mockRestore();
  const found: string[] = [];
  for (const { sql, parameters } of sent) {
    const [explained] = await house.db.query<[{ 'QUERY PLAN': [{ Plan: Plan }] }]>(
      `explain (format json) ${sql}`,
      parameters,
    );
    found.push(...scans(explained['QUERY PLAN'][0].Plan));
  }
  return found;
}

function scans(plan: Plan): string[] {
  const table = plan['Relation Name'] ?? '';
  const own = plan['Node Type'] === 'Seq Scan' && GROWING.includes(table) ? [table] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(scans)];
}

describe('among many notifications', () => {
  it('the number on the bell reads those of its owner alone', async () => {
    const badges = house.server.app.get(BadgeView);
    expect(await badges.badge(reader)).toMatchObject({ needing: 100 });
    expect(await readWhole(() => badges.badge(reader))).toEqual([]);
  });

  it('a page of them reads no table from end to end, wherever it is', async () => {
    const view = house.server.app.get(NotificationsView);
    const query: NotificationListQuery = { limit: 30 };
    const first = await view.list(reader, query);
    expect(first.items).toHaveLength(30);
    expect(await readWhole(() => view.list(reader, query))).toEqual([]);
    const later = {
      ...query,
      tab: 'you',
      cursor: (await view.list(reader, { ...query, tab: 'you' })).next!,
    } as const;
    expect(await readWhole(() => view.list(reader, later))).toEqual([]);
  });
});
