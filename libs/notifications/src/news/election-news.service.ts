import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { DataSource } from 'typeorm';
import { TellingService } from '../told/telling.service.ts';

export const REMIND_VOTERS = 'notifications:remind-voters';

/** How long before the end those are reminded who have not collected their ballot. */
const REMINDER_HOURS = 24;

/** Tells the people on the roll what their election asks of them. */
@Injectable()
export class ElectionNewsService {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    private readonly telling: TellingService,
  ) {}

  async opened(electionId: string): Promise<void> {
    await this.tellRoll(electionId, 'election-opened', await this.roll(electionId));
  }

  async phaseChanged(electionId: string): Promise<void> {
    const [election] = await this.db.query<{ phase: string; remindAt: Date; closesLater: boolean }[]>(
      `select phase, voting_closes_at - make_interval(hours => $2) as "remindAt",
         voting_closes_at - make_interval(hours => $2) > now() as "closesLater"
       from election where id = $1`,
      [electionId, REMINDER_HOURS],
    );
    if (election?.phase === 'voting') {
      await this.tellRoll(electionId, 'election-voting', await this.roll(electionId));
      if (election.closesLater) await this.orderReminder(electionId, election.remindAt);
    } else {
      await this.forgetReminder(electionId);
    }
    if (election?.phase === 'result') {
      await this.tellRoll(electionId, 'election-result', await this.roll(electionId));
    }
  }

  /** Reminds those whose ballot is not collected. Whether they vote is theirs to know, here as everywhere. */
  async remind(electionId: string): Promise<void> {
    const rows: { id: string }[] = await this.db.query(
      `select r.account_id as id from election e join roll_entry r on r.election_id = e.id
       where e.id = $1 and e.phase = 'voting' and r.blinded_hash is null order by 1`,
      [electionId],
    );
    await this.tellRoll(
      electionId,
      'election-closing',
      rows.map(({ id }) => id),
    );
  }

  private async tellRoll(
    electionId: string,
    kind: 'election-opened' | 'election-voting' | 'election-closing' | 'election-result',
    accountIds: string[],
  ): Promise<void> {
    await this.telling.tell({ kind, topicId: electionId, source: `${kind}:${electionId}` }, accountIds);
  }

  private async roll(electionId: string): Promise<string[]> {
    const rows: { id: string }[] = await this.db.query(
      `select account_id as id from roll_entry where election_id = $1 order by 1`,
      [electionId],
    );
    return rows.map(({ id }) => id);
  }

  private async orderReminder(electionId: string, runAt: Date): Promise<void> {
    await this.db.transaction((tx) =>
      this.jobs.add(tx, REMIND_VOTERS, { electionId }, { runAt, jobKey: `${REMIND_VOTERS}:${electionId}` }),
    );
  }

  /** After the voting, nothing here tells any more who had not collected a ballot a day before its end. */
  private async forgetReminder(electionId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.query(`delete from notification where topic_id = $1 and kind = 'election-closing'`, [
        electionId,
      ]);
      await tx.query(`delete from mail where key like 'news:%:election-closing:' || $1`, [electionId]);
    });
  }
}
