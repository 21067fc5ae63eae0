import { Injectable } from '@nestjs/common';
import type { Office, Term } from '@app/contract';
import { AccessView } from '@app/forum';
import { accountRefSql, type Viewer } from '@app/identity';
import { DataSource } from 'typeorm';
import { ElectionClock } from '../elections/election-clock.ts';

type TermRow = Omit<Term, 'startsAt' | 'plannedEndAt' | 'endedAt'> & {
  startsAt: Date;
  plannedEndAt: Date;
  endedAt: Date | null;
};
type OfficeRow = Pick<Office, 'slug' | 'name' | 'seats' | 'substitutes' | 'group'> & { id: string };

const MOST_PAST = 50;

/** Who holds what until when. */
@Injectable()
export class OfficesView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly clock: ElectionClock,
  ) {}

  /** Every office by its name. Elections that the viewer may not see are not named. */
  async list(viewer: Viewer): Promise<Office[]> {
    const offices: OfficeRow[] = await this.db.query(
      `select o.id, o.slug::text, o.name, o.seats, o.substitutes,
         case when g.visibility = 'public' then jsonb_build_object('slug', g.slug::text, 'name', g.name) end as "group"
       from office o join account_group g on g.slug = o.group_slug order by o.name, o.id`,
    );
    const rows: TermRow[] = await this.db.query(
      `select t.id, t.office_id as "officeId", t.seat_no as "seatNo", t.seat_no > o.seats as substitute,
         ${accountRefSql('a')} as holder, t.starts_at as "startsAt", t.planned_end_at as "plannedEndAt",
         t.ended_at as "endedAt", t.end_reason as "endReason", t.origin,
         case when e.id is not null then jsonb_build_object('id', e.id::text, 'slug', e.slug, 'title', e.title) end as election
       from term t join office o on o.id = t.office_id join account a on a.id = t.account_id
         left join topic e on e.id = t.election_id and e.deleted_at is null and e.category_id = any($1::bigint[])
       order by t.office_id, t.seat_no, t.starts_at desc`,
      [await this.access.visibleCategoryIds(viewer)],
    );
    const now = this.clock.estimate();
    const termsOf = Map.groupBy(rows, ({ officeId }) => officeId);
    return offices.map(({ id, ...office }) => {
      const terms = termsOf.get(id) ?? [];
      const alive = terms.filter((term) => (term.endedAt ?? term.plannedEndAt) > now);
      const held = new Set(alive.filter(({ startsAt }) => startsAt <= now).map(({ seatNo }) => seatNo));
      const seats = Array.from({ length: office.seats }, (_, index) => index + 1);
      return {
        ...office,
        terms: alive.toSorted((a, b) => a.seatNo - b.seatNo).map(withText),
        past: terms
          .filter((term) => !alive.includes(term))
          .slice(0, MOST_PAST)
          .map(withText),
        vacant: seats.filter((seatNo) => !held.has(seatNo)),
        mayManage: viewer.role === 'staff',
      };
    });
  }
}

function withText({ startsAt, plannedEndAt, endedAt, ...term }: TermRow): Term {
  return {
    ...term,
    startsAt: startsAt.toISOString(),
    plannedEndAt: plannedEndAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}
