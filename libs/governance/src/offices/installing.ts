import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { ElectionProcess } from '../elections/election-process.entity.ts';
import { electedIn } from './elected-in.ts';
import { SYNC_OFFICE } from './office-rights.ts';
import { Office } from './office.entity.ts';
import { Term } from './term.entity.ts';

/** Puts those elected into the seats of their office, from the day on which terms begin. */
@Injectable()
export class Installing {
  constructor(private readonly jobs: Jobs) {}

  /** In the order of their election; those beyond the office's seats are its substitutes. */
  async install(tx: EntityManager, electionId: string): Promise<void> {
    const {
      officeId,
      termsStartAt: startsAt,
      bylaws,
    } = await tx.findOneByOrFail(ElectionProcess, { electionId });
    if (officeId === null) return;
    const office = await tx.findOneByOrFail(Office, { id: officeId });
    const elected = await electedIn(tx, electionId);
    const places = await this.freeSeats(tx, office, startsAt);
    const plannedEndAt = monthsAfter(startsAt, bylaws.termMonths);
    for (const [index, { accountId }] of elected.slice(0, places.length).entries()) {
      const seatNo = places[index]!;
      await tx.insert(Term, {
        officeId,
        seatNo,
        accountId,
        startsAt,
        plannedEndAt,
        electionId,
        origin: 'election',
      });
    }
    await this.orderRights(tx, officeId, [startsAt, plannedEndAt]);
  }

  /** Has the group of an office follow its terms, now and at these moments. */
  async orderRights(tx: EntityManager, officeId: string, moments: readonly Date[]): Promise<void> {
    await this.jobs.add(tx, SYNC_OFFICE, { officeId }, { jobKey: `${SYNC_OFFICE}:${officeId}:now` });
    for (const runAt of moments) {
      const jobKey = `${SYNC_OFFICE}:${officeId}:${runAt.getTime()}`;
      await this.jobs.add(tx, SYNC_OFFICE, { officeId }, { jobKey, runAt });
    }
  }

  /** Seats that nobody holds from that moment on, the office's own first. */
  private async freeSeats(
    tx: EntityManager,
    { id, seats, substitutes }: Office,
    from: Date,
  ): Promise<number[]> {
    const rows = await tx.query<{ seatNo: number }[]>(
      `select distinct seat_no as "seatNo" from term
       where office_id = $1 and coalesce(ended_at, planned_end_at) > $2`,
      [id, from],
    );
    const taken = new Set(rows.map(({ seatNo }) => seatNo));
    const all = Array.from({ length: seats + substitutes }, (_, index) => index + 1);
    return all.filter((seatNo) => !taken.has(seatNo));
  }
}

function monthsAfter(start: Date, months: number): Date {
  const end = new Date(start);
  end.setUTCMonth(end.getUTCMonth() + months);
  return end;
}
