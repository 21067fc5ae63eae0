import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The date that an officer asks for waits with the request, and holds only when a second officer confirms it. */
export class AskedUntil1764300000000 implements MigrationInterface {
  readonly name = 'AskedUntil1764300000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table election_approval add column until timestamptz`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table election_approval drop column until`);
  }
}
