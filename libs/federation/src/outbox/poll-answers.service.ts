import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PollsView } from '@app/forum';
import { DataSource } from 'typeorm';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { around } from '../documents/activities.rules.ts';
import { Outbox, type Sending } from './outbox.ts';

/** What is told to one actor alone, and served to nobody. */
const KIND = 'Vote';

/** Tells the author of a poll elsewhere what a member chose, and nobody else. */
@Injectable()
export class PollAnswers {
  constructor(
    private readonly db: DataSource,
    private readonly polls: PollsView,
    private readonly outbox: Outbox,
    private readonly at: LocalAddresses,
  ) {}

  /** One activity for each choice. Running twice is running once. */
  async tell(postId: string, accountId: string): Promise<void> {
    const answer = await this.polls.answerElsewhere(postId, accountId);
    if (!answer) return;
    const { uri: inReplyTo, author, options } = answer;
    const actor = this.at.account(answer.voter);
    await this.db.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('answer ' || $1 || ' ' || $2, 0))`, [
        inReplyTo,
        actor,
      ]);
      const told = await tx.query<unknown[]>(
        `select from ap_activity where post_id = $1 and kind = $2 and actor = $3 limit 1`,
        [postId, KIND, actor],
      );
      if (told.length > 0) return;
      const sendings = options.map((name): Sending => {
        // Nobody can work out the id, and so learn by asking who chose what.
        const id = this.at.activity(randomUUID());
        const to = [author];
        const note = { id: `${id}#vote`, type: 'Note', attributedTo: actor, to, inReplyTo, name };
        const body = around({ id, type: 'Create', actor, to }, JSON.stringify(note));
        return { activity: { id, kind: KIND, actor, body, postId }, to: { followersOf: [], actors: to } };
      });
      await this.outbox.sendAll(tx, sendings);
    });
  }
}
