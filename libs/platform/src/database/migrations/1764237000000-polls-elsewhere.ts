import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Polls of other servers, with what those count. */
export class PollsElsewhere1764237000000 implements MigrationInterface {
  readonly name = 'PollsElsewhere1764237000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `alter table poll add column home text, add column home_votes int[], add column home_voters int`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table poll drop column home, drop column home_votes, drop column home_voters`);
  }
}
