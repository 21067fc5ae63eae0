import { Injectable } from '@nestjs/common';
import { AnswerSense } from '@app/contract';
import { SealedVotes } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { ProposalSteps } from '../proposals/proposal-steps.ts';
import { boxOf, SenseClock } from './sense-clock.ts';
import { SenseCheck } from './sense-check.entity.ts';
import { announceSense, hasEnded } from './sense-check.rules.ts';
import { senseCounts } from './sense-counts.ts';

/** What the clock does to questions about how a topic feels. */
@Injectable()
export class SenseClosingService {
  constructor(
    private readonly db: DataSource,
    private readonly steps: ProposalSteps,
    private readonly clock: SenseClock,
    private readonly sealed: SealedVotes,
  ) {}

  /** Ends a question if its time has come, and counts what was answered without names. Twice is once. */
  async close(senseCheckId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const check = await tx.findOne(SenseCheck, {
        where: { id: senseCheckId },
        lock: { mode: 'for_no_key_update' },
      });
      if (!check || check.closedAt !== null) return;
      const at = await this.clock.now(tx);
      if (!hasEnded(check, at)) return this.clock.schedule(tx, check);
      if (check.anonymous) await this.count(tx, senseCheckId);
      const { closesAt, revision, authorId } = check;
      await tx.update(SenseCheck, { id: senseCheckId }, { closedAt: closesAt, revision: revision + 1 });
      const counts = (await senseCounts(tx, [check])).get(senseCheckId) ?? [];
      const labelled = check.options.map(({ label }, index) => ({
        label,
        answers: counts[index]?.answers ?? 0,
      }));
      const raw = announceSense.ended(check, labelled);
      const event = { name: 'sense-check.changed' as const, senseCheckId };
      await this.steps.tell(tx, check, { byId: authorId, raw, at, event });
    });
  }

  /** All answers of those who are said to have answered, in one transaction and in their own order. */
  private async count(tx: EntityManager, senseCheckId: string): Promise<void> {
    const voters = await tx.query<{ id: string }[]>(
      `select account_id as id from sense_answer where sense_check_id = $1`,
      [senseCheckId],
    );
    const taken = await this.sealed.take(
      tx,
      boxOf(senseCheckId),
      voters.map(({ id }) => id),
    );
    await tx.query(
      `insert into sense_ballot (sense_check_id, choice, reason, answers)
       select $1, choice, reason, count(*) from jsonb_to_recordset($2::jsonb) as given (choice int, reason text)
       group by choice, reason order by choice, reason`,
      [senseCheckId, JSON.stringify(taken.map((answer) => AnswerSense.parse(answer)))],
    );
    // What was given by somebody whose answer was broken off, and who never came back.
    await tx.query(`delete from sealed_vote where box = $1`, [boxOf(senseCheckId)]);
  }
}
