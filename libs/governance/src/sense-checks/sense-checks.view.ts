import { Injectable } from '@nestjs/common';
import type { AccountRef, SenseCheck as SenseCheckForViewer, SenseReasons } from '@app/contract';
import { AccessView } from '@app/forum';
import { accountRefSql, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { ElectionClock } from '../elections/election-clock.ts';
import type { SenseCheck } from './sense-check.entity.ts';
import { hasEnded, seesSense } from './sense-check.rules.ts';
import { senseCounts } from './sense-counts.ts';

/** More than these in one topic are found in its posts. */
const MOST_IN_TOPIC = 10;
/** More answers than these are not listed one by one. */
const MOST_REASONS = 500;

type SenseRow = Omit<SenseCheck, 'authorId' | 'revision'> & {
  author: AccountRef;
  answers: number;
  hasAnswered: boolean;
  choice: number | null;
  reason: string | null;
};

const SENSE_SQL = `
  select s.id, s.topic_id as "topicId", s.question, s.options, s.anonymous, s.results,
    s.opened_at as "openedAt", s.closes_at as "closesAt", s.closed_at as "closedAt",
    ${accountRefSql('author')} as author,
    (select count(*)::int from sense_answer a where a.sense_check_id = s.id) as answers,
    own.account_id is not null as "hasAnswered", own.choice, own.reason
  from sense_check s
    join account author on author.id = s.author_id
    left join sense_answer own on own.sense_check_id = s.id and own.account_id = $1`;

@Injectable()
export class SenseChecksView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly clock: ElectionClock,
  ) {}

  /** The questions of a topic, the latest first. Whether the topic may be seen is the caller's to ask. */
  async inTopic(viewer: Viewer, topicId: string): Promise<SenseCheckForViewer[]> {
    const rows = await this.db.query<SenseRow[]>(
      `${SENSE_SQL} where s.topic_id = $2 order by s.id desc limit ${MOST_IN_TOPIC}`,
      [viewer.accountId, topicId],
    );
    return rows.length === 0 ? [] : this.shown(viewer, rows);
  }

  /** @throws ProblemError `not-found` or another refusal of the policy */
  async get(viewer: Viewer, id: string): Promise<SenseCheckForViewer> {
    const rows = await this.db.query<SenseRow[]>(`${SENSE_SQL} where s.id = $2`, [viewer.accountId, id]);
    const [row] = rows;
    if (!row) throw new ProblemError('not-found');
    const hidden = await this.access.whyNotSeeTopic(viewer, row.topicId);
    if (hidden) throw new ProblemError(hidden);
    const [check] = await this.shown(viewer, rows);
    return check!;
  }

  /**
   * What was answered and why, for those who may know it.
   *
   * @throws ProblemError a refusal of the policy, `no-result-yet`
   */
  async reasons(viewer: Viewer, id: string): Promise<SenseReasons> {
    const { counts } = await this.get(viewer, id);
    if (counts === null) throw new ProblemError('no-result-yet');
    return this.db.query(
      `select choice, reason, answers, account from (
         select n.choice, n.reason, 1 as answers, ${accountRefSql('a')} as account, a.id as place
         from sense_answer n join account a on a.id = n.account_id
         where n.sense_check_id = $1 and n.choice is not null
         union all
         select choice, reason, answers, null, null from sense_ballot where sense_check_id = $1
       ) every order by choice, reason = '', place, reason limit ${MOST_REASONS}`,
      [id],
    );
  }

  private async shown(viewer: Viewer, rows: SenseRow[]): Promise<SenseCheckForViewer[]> {
    const now = this.clock.estimate();
    const visible = rows.filter((row) => seesSense(row, row, now));
    const counts = visible.length === 0 ? new Map() : await senseCounts(this.db, visible);
    return rows.map((row) => {
      const { id, topicId, author, question, anonymous, results, answers, hasAnswered, choice } = row;
      const closed = hasEnded(row, now);
      return {
        id,
        topicId,
        author,
        question,
        options: row.options.map((option, index) => ({ ...option, number: index + 1 })),
        anonymous,
        results,
        openedAt: row.openedAt.toISOString(),
        closesAt: row.closesAt.toISOString(),
        closed,
        answers,
        counts: counts.get(id) ?? null,
        viewer:
          viewer.accountId === null
            ? null
            : { hasAnswered, choice, reason: row.reason ?? '', mayAnswer: !closed },
      };
    });
  }
}
