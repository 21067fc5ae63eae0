import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Media1764030000000 implements MigrationInterface {
  readonly name = 'Media1764030000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table upload (
        id uuid not null default uuidv7() constraint upload_pk primary key,
        owner_id bigint constraint upload_owner_fk references account,
        purpose text not null constraint upload_purpose_ck check (purpose in ('post', 'avatar', 'preview')),
        name text not null,
        media_type text not null,
        bytes int not null default 0,
        width int,
        height int,
        alt text not null default '',
        variants text[] not null default '{}',
        created_at timestamptz not null default now(),
        -- Null until every file is in the storage: what stays so for a day was never finished.
        stored_at timestamptz
      )`);
    await db.query(`create index upload_owner_idx on upload (owner_id, id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table upload`);
  }
}
