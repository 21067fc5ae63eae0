import { Injectable } from '@nestjs/common';
import type { EndTerm, NewOffice, VacancyFilled } from '@app/contract';
import { signedIn, staffOnly, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource, IsNull } from 'typeorm';
import { ElectionClock } from '../elections/election-clock.ts';
import { Office } from './office.entity.ts';
import { Term } from './term.entity.ts';
import { Vacancies } from './vacancies.ts';

/** Offices, and what happens to terms before their time. */
@Injectable()
export class OfficesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: ElectionClock,
    private readonly vacancies: Vacancies,
  ) {}

  /** @throws ProblemError `staff-only`, `slug-taken`, `invalid-input` for a group that is not there or is built in */
  async create(viewer: Viewer, { slug, name, group, seats, substitutes }: NewOffice): Promise<void> {
    staffOnly(viewer);
    await this.db.transaction(async (tx) => {
      const [found] = await tx.query<{ builtIn: boolean }[]>(
        `select built_in as "builtIn" from account_group where slug = $1`,
        [group],
      );
      // Terms move people in and out of the group; built-in groups follow from what accounts are.
      if (!found || found.builtIn) {
        const errors = [{ pointer: '/group', code: 'not-found', message: 'There is no such group' }];
        throw new ProblemError('invalid-input', { errors });
      }
      if (await tx.existsBy(Office, { slug })) throw new ProblemError('slug-taken');
      await tx.insert(Office, { slug, name, groupSlug: group, seats, substitutes });
    });
  }

  /**
   * Ends a term before its time, and fills the seat as the bylaws of its election say. Holders may resign;
   * everything else is for staff to record.
   *
   * @throws ProblemError `not-found`, `not-allowed`
   */
  async endTerm(viewer: Viewer, termId: string, { reason: endReason }: EndTerm): Promise<VacancyFilled> {
    const byId = signedIn(viewer);
    return this.db.transaction(async (tx) => {
      const term = await tx.findOne(Term, {
        where: { id: termId, endedAt: IsNull() },
        lock: { mode: 'pessimistic_write' },
      });
      if (!term) throw new ProblemError('not-found');
      const resigns = term.accountId === byId && endReason === 'resigned';
      if (viewer.role !== 'staff' && !resigns) throw new ProblemError('not-allowed');
      const now = await this.clock.now(tx);
      const endedAt = now < term.startsAt ? term.startsAt : now;
      await tx.update(Term, { id: termId }, { endedAt, endReason });
      const ended = Object.assign(term, { endedAt, endReason });
      return this.vacancies.fill(tx, ended, byId);
    });
  }
}
