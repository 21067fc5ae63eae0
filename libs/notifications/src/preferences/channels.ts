import type { Channels, NotificationEvent } from '@app/contract';
import type { EntityManager } from 'typeorm';
import { DEFAULTS, within } from './defaults.rules.ts';

/** How news of one event in one category reaches each of some accounts. */
export async function channelsOf(
  db: Pick<EntityManager, 'query'>,
  accountIds: readonly string[],
  { event, categoryId }: { event: NotificationEvent; categoryId: string },
): Promise<Map<string, Channels>> {
  const rows: { accountId: string; choice: Channels | null; reach: 'site' | 'none' | null }[] =
    await db.query(
      `select told.account_id::text as "accountId", nc.reach,
         case when choice.event is not null then
           jsonb_build_object('site', choice.site, 'push', choice.push, 'mail', choice.mail) end as choice
       from unnest($1::bigint[]) as told (account_id)
         left join notification_choice choice on choice.account_id = told.account_id and choice.event = $2
         left join notification_category nc on nc.account_id = told.account_id and nc.category_id = $3`,
      [accountIds, event, categoryId],
    );
  return new Map(
    rows.map(({ accountId, choice, reach }) => [accountId, within(choice ?? DEFAULTS[event], reach)]),
  );
}
