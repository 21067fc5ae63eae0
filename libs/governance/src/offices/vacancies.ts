import { Injectable } from '@nestjs/common';
import type { TermOrigin, VacancyFilled, VacancyWay } from '@app/contract';
import { accountRefSql } from '@app/identity';
import { countback, readBallotFile } from '@app/tally';
import { type EntityManager, IsNull } from 'typeorm';
import { ElectionCount } from '../counts/election-count.entity.ts';
import { ElectionProcess } from '../elections/election-process.entity.ts';
import { GovTelling } from '../events/gov-telling.ts';
import { electedIn } from './elected-in.ts';
import { Installing } from './installing.ts';
import { Office } from './office.entity.ts';
import { Term } from './term.entity.ts';

/** A term that ended before its time. */
type Ended = Term & { endedAt: Date };

interface Successor {
  way: VacancyWay;
  accountId: string;
  /** The substitute's own term, which ends. */
  from?: Term;
}

/** Fills seats that fall vacant: the ways that the bylaws name are tried in their order. */
@Injectable()
export class Vacancies {
  constructor(
    private readonly installing: Installing,
    private readonly telling: GovTelling,
  ) {}

  /** The successor has the rest of the term. Where no way leads to anybody, a by-election is for people to call. */
  async fill(tx: EntityManager, ended: Ended, byId: string): Promise<VacancyFilled> {
    const { officeId, electionId, seatNo, plannedEndAt, endedAt } = ended;
    const office = await tx.findOneByOrFail(Office, { id: officeId });
    const process = electionId === null ? null : await tx.findOneBy(ElectionProcess, { electionId });
    const isOwnSeat = seatNo <= office.seats;
    const found = isOwnSeat
      ? await this.successor(tx, ended, { office, ways: process?.bylaws.vacancy ?? [] })
      : null;
    if (found) {
      if (found.from) await tx.update(Term, { id: found.from.id }, { endedAt, endReason: 'moved-up' });
      const origin: TermOrigin = found.way === 'substitute' ? 'substitute' : 'countback';
      const { accountId } = found;
      await tx.insert(Term, {
        officeId,
        seatNo,
        accountId,
        startsAt: endedAt,
        plannedEndAt,
        electionId,
        origin,
      });
    }
    await this.installing.orderRights(tx, officeId, [endedAt]);
    const holder = found ? await refOf(tx, found.accountId) : null;
    const left = await refOf(tx, ended.accountId);
    const line = {
      type: 'term.ended',
      actorId: byId,
      at: endedAt,
      payload: {
        office: office.slug,
        seat: seatNo,
        reason: ended.endReason,
        way: found?.way ?? 'by-election',
      },
    };
    const next = holder
      ? `@${holder.handle} follows by ${found?.way === 'substitute' ? 'being the first substitute' : 'countback: the ballots were counted again without those who left'}.`
      : 'The seat is vacant.';
    if (electionId !== null) {
      const words = `**A seat of ${office.name} falls vacant:** @${left.handle} leaves it. ${next}`;
      await this.telling.tell(tx, { ...line, topicId: electionId }, words);
    }
    return { way: found?.way ?? 'by-election', holder };
  }

  private async successor(
    tx: EntityManager,
    ended: Ended,
    { office, ways }: { office: Office; ways: readonly VacancyWay[] },
  ): Promise<Successor | null> {
    for (const way of ways) {
      const found =
        way === 'substitute'
          ? await firstSubstitute(tx, ended, office)
          : way === 'countback'
            ? await byCountback(tx, ended)
            : null;
      if (found) return found;
    }
    return null;
  }
}

async function firstSubstitute(
  tx: EntityManager,
  { endedAt }: Ended,
  office: Office,
): Promise<Successor | null> {
  const rows = await tx.find(Term, {
    where: { officeId: office.id, endedAt: IsNull() },
    order: { seatNo: 'asc' },
  });
  const from = rows.find(
    ({ seatNo, startsAt, plannedEndAt }) =>
      seatNo > office.seats && startsAt <= endedAt && plannedEndAt > endedAt,
  );
  return from ? { way: 'substitute', accountId: from.accountId, from } : null;
}

/** The Meek count of the election's own ballots, made again without everybody who left (governance.md §3.6). */
async function byCountback(tx: EntityManager, { electionId }: Ended): Promise<Successor | null> {
  if (electionId === null) return null;
  const counted = await tx.findOneBy(ElectionCount, { electionId });
  if (!counted?.ballotsBlt || !counted.sheet) return null;
  const terms = await tx.findBy(Term, { electionId });
  const staying = new Set(terms.filter(({ endedAt }) => endedAt === null).map(({ accountId }) => accountId));
  const candidates = await candidatesByNumber(tx, electionId);
  const numbersOf = (wanted: (accountId: string) => boolean) =>
    candidates.filter(({ accountId }) => wanted(accountId)).map(({ number }) => number);
  const held = new Set(terms.map(({ accountId }) => accountId));
  const elected = new Set((await electedIn(tx, electionId)).map(({ accountId }) => accountId));
  // Whoever was elected and holds nothing any more has left, and so has whoever followed and left again.
  const departed = numbersOf((id) => (held.has(id) || elected.has(id)) && !staying.has(id));
  if (departed.length === 0) return null;
  const withdrawn = candidates.filter(({ state }) => state === 'withdrawn').map(({ number }) => number);
  const sheet = countback(readBallotFile(Buffer.from(counted.ballotsBlt), 'ballots.blt'), {
    departed: departed.filter((number) => !withdrawn.includes(number)),
    protected: numbersOf((id) => staying.has(id)),
    lotOrder: counted.lotOrder ?? [],
    withdrawn,
  });
  const winner = sheet.newlyElected?.[0];
  const successor = candidates.find(({ number }) => number === winner);
  return successor ? { way: 'countback', accountId: successor.accountId } : null;
}

async function candidatesByNumber(
  tx: EntityManager,
  electionId: string,
): Promise<{ accountId: string; number: number; state: string }[]> {
  return tx.query(
    `select account_id as "accountId", number, state from candidacy
     where election_id = $1 and number is not null order by number`,
    [electionId],
  );
}

async function refOf(tx: EntityManager, id: string): Promise<NonNullable<VacancyFilled['holder']>> {
  const [{ account }] = await tx.query<[{ account: NonNullable<VacancyFilled['holder']> }]>(
    `select ${accountRefSql('a')} as account from account a where a.id = $1`,
    [id],
  );
  return account;
}
