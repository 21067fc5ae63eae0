import { Injectable } from '@nestjs/common';
import { EventLog, Jobs } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ElectionClock } from '../elections/election-clock.ts';

export const SYNC_OFFICE = 'office:sync';

const Payload = z.object({ officeId: z.string() });

/** Lets the group of an office follow its terms: whoever holds a seat is in it, and leaves it when the term ends. */
@Injectable()
export class OfficeRights {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
    private readonly clock: ElectionClock,
    jobs: Jobs,
  ) {
    jobs.define(SYNC_OFFICE, (payload) => this.sync(Payload.parse(payload).officeId));
  }

  /** Only those who once held this office are ever taken out; whom staff put into the group stays. */
  async sync(officeId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const now = await this.clock.now(tx);
      await tx.query(
        `update term set ended_at = planned_end_at, end_reason = 'expired'
         where office_id = $1 and ended_at is null and planned_end_at <= $2`,
        [officeId, now],
      );
      const holders = `select t.account_id from term t join office o on o.id = t.office_id
         where t.office_id = $1 and t.seat_no <= o.seats and t.starts_at <= $2
           and coalesce(t.ended_at, t.planned_end_at) > $2`;
      const came = await tx.query<{ id: string }[]>(
        `insert into group_membership (group_id, account_id)
         select g.id, h.account_id from office o join account_group g on g.slug = o.group_slug, (${holders}) h
         where o.id = $1 on conflict do nothing returning account_id as id`,
        [officeId, now],
      );
      const [went] = await tx.query<[{ id: string }[], number]>(
        `delete from group_membership m using office o, account_group g
         where o.id = $1 and g.slug = o.group_slug and m.group_id = g.id
           and m.account_id in (select account_id from term where office_id = $1 and starts_at <= $2)
           and m.account_id not in (${holders}) returning m.account_id as id`,
        [officeId, now],
      );
      for (const { id } of [...came, ...went]) {
        await this.events.append(tx, { name: 'account.updated', accountId: id });
      }
    });
  }
}
