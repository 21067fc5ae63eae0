import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pictures of other servers are shown from here. */
export class RemotePictures1764240000000 implements MigrationInterface {
  readonly name = 'RemotePictures1764240000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table upload drop constraint upload_purpose_ck,
        add constraint upload_purpose_ck check (purpose in ('post', 'avatar', 'preview', 'remote'))`);
    await db.query(`
      create table remote_picture (
        url text constraint remote_picture_pk primary key,
        upload_id uuid constraint remote_picture_upload_fk references upload on delete cascade,
        asked_at timestamptz not null default now(),
        used_at timestamptz not null default now()
      )`);
    await db.query(`create index remote_picture_used_idx on remote_picture (used_at)`);
    await db.query(`create index remote_picture_upload_idx on remote_picture (upload_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table remote_picture`);
    await db.query(`delete from upload where purpose = 'remote'`);
    await db.query(`
      alter table upload drop constraint upload_purpose_ck,
        add constraint upload_purpose_ck check (purpose in ('post', 'avatar', 'preview'))`);
  }
}
