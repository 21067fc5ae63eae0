import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Feeds1764037000000 implements MigrationInterface {
  readonly name = 'Feeds1764037000000';

  async up(db: QueryRunner): Promise<void> {
    // Only the hash: who reads the database must not be able to read along.
    await db.query(`
      create table feed_token (
        account_id bigint constraint feed_token_pk primary key
          constraint feed_token_account_fk references account on delete cascade,
        token_hash bytea not null constraint feed_token_hash_uq unique,
        created_at timestamptz not null default now(),
        used_at timestamptz
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table feed_token`);
  }
}
