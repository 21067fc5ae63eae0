import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A count of invented ballots is tried out before an election is announced, too. */
export class SetupChecks1764260000000 implements MigrationInterface {
  readonly name = 'SetupChecks1764260000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table election_draft add column dry_run jsonb`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table election_draft drop column dry_run`);
  }
}
