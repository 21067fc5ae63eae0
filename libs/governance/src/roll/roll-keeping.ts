import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ElectionProcess } from '../elections/election-process.entity.ts';
import { Election } from '../elections/election.entity.ts';
import { ElectionClock } from '../elections/election-clock.ts';
import { GovTelling } from '../events/gov-telling.ts';
import { merkleRoot } from '../merkle-root.ts';
import { excludedIn } from './exclusions.rules.ts';
import { insertRoll, lateEntry, type NewEntry, rollOf } from './freeze-roll.ts';

/** Writes the rolls of elections that officers conduct; each change until sealing is a line in the log. */
@Injectable()
export class RollKeeping {
  constructor(
    private readonly telling: GovTelling,
    private readonly clock: ElectionClock,
  ) {}

  /** Writes the roll as it was at the record date. */
  async freeze(tx: EntityManager, election: Election): Promise<void> {
    const { recordAt, setup } = await tx.findOneByOrFail(ElectionProcess, { electionId: election.id });
    const at = await this.clock.now(tx);
    const { entries } = await rollOf(tx, election.id, {
      slug: election.electorateSlug,
      moment: recordAt,
      without: excludedIn(setup),
    });
    await this.write(tx, election, entries);
    await tx.update(ElectionProcess, { electionId: election.id }, { rollFrozenAt: at });
    await this.told(tx, election, { type: 'roll.frozen', actorId: null, at });
  }

  /** Puts somebody on the roll, or takes them off, after a claim or an objection. */
  async correct(
    tx: EntityManager,
    election: Election,
    { accountId, on, byId, reason }: { accountId: string; on: boolean; byId: string; reason: string },
  ): Promise<void> {
    const at = await this.clock.now(tx);
    const { recordAt } = await tx.findOneByOrFail(ElectionProcess, { electionId: election.id });
    const rows = await tx.query<NewEntry[]>(
      `select account_id as "accountId", leaf, member_key as "memberKey" from roll_entry where election_id = $1 and account_id <> $2`,
      [election.id, accountId],
    );
    const entry = await lateEntry(tx, { electionId: election.id, accountId, moment: recordAt });
    const entries = on ? [...rows, entry] : rows;
    await this.write(
      tx,
      election,
      entries.toSorted((a, b) => a.leaf.compare(b.leaf)),
    );
    await this.told(tx, election, {
      type: on ? 'roll.added' : 'roll.removed',
      actorId: byId,
      at,
      payload: { leaf: entry.leaf.toString('hex'), reason },
    });
  }

  private async write(tx: EntityManager, election: Election, entries: NewEntry[]): Promise<void> {
    await tx.query(`delete from roll_entry where election_id = $1`, [election.id]);
    const root = merkleRoot(entries.map(({ leaf }) => leaf));
    await insertRoll(tx, election.id, { entries, root });
    const change = { rollSize: entries.length, rollRoot: root };
    await tx.update(Election, { id: election.id }, change);
    Object.assign(election, change);
  }

  private told(
    tx: EntityManager,
    { id, rollSize, rollRoot }: Election,
    line: { type: string; actorId: string | null; at: Date; payload?: Record<string, unknown> },
  ): Promise<void> {
    const payload = { ...line.payload, rollSize, rollRoot: rollRoot.toString('hex') };
    return this.telling.tell(tx, { ...line, topicId: id, payload }, null);
  }
}
