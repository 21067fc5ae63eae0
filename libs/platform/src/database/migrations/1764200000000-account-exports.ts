import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AccountExports1764200000000 implements MigrationInterface {
  readonly name = 'AccountExports1764200000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table account_export (
        id uuid constraint account_export_pk primary key default uuidv7(),
        account_id bigint not null constraint account_export_account_fk references account,
        state text not null default 'waiting'
          constraint account_export_state_ck check (state in ('waiting', 'making', 'ready', 'failed')),
        done int not null default 0,
        total int not null default 0,
        bytes bigint not null default 0,
        requested_at timestamptz not null default now(),
        expires_at timestamptz
      )`);
    await db.query(`create unique index account_export_account_uq on account_export (account_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table account_export`);
  }
}
