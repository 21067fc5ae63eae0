import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export type ChallengePurpose = 'sign-in' | 'sign-up' | 'add';

/** Random values that a passkey signs, each good for one answer within five minutes. */
@Injectable()
export class Challenges {
  constructor(private readonly db: DataSource) {}

  /** @param userId for whom, where that is known already */
  async keep(challenge: string, purpose: ChallengePurpose, userId: string | null = null): Promise<void> {
    await this.db.query(
      `insert into auth_challenge (challenge, purpose, user_id, expires_at)
       values ($1, $2, $3, now() + interval '5 minutes')`,
      [challenge, purpose, userId],
    );
  }

  /** Uses a challenge up; false when it was not ours, for something else, used or too old. */
  async spend(challenge: string, purpose: ChallengePurpose, userId: string | null = null): Promise<boolean> {
    const [spent]: [object[], number] = await this.db.query(
      `delete from auth_challenge
       where challenge = $1 and purpose = $2 and user_id is not distinct from $3 and expires_at > now() returning 1`,
      [challenge, purpose, userId],
    );
    return spent.length === 1;
  }
}
