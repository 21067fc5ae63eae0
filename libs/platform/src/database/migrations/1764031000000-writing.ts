import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Writing1764031000000 implements MigrationInterface {
  readonly name = 'Writing1764031000000';

  async up(db: QueryRunner): Promise<void> {
    // Which posts show which files: whoever may see one of the posts may see the file.
    await db.query(`
      create table post_upload (
        post_id bigint not null constraint post_upload_post_fk references post on delete cascade,
        upload_id uuid not null constraint post_upload_upload_fk references upload on delete cascade,
        constraint post_upload_pk primary key (post_id, upload_id)
      )`);
    await db.query(`create index post_upload_upload_idx on post_upload (upload_id)`);

    // One draft for each thing that is being written; rev counts what the server has taken in.
    await db.query(`
      create table draft (
        account_id bigint not null constraint draft_account_fk references account on delete cascade,
        key text not null,
        rev int not null default 1,
        topic_id bigint constraint draft_topic_fk references topic on delete cascade,
        category text not null default '',
        title text not null default '',
        raw text not null,
        updated_at timestamptz not null default now(),
        constraint draft_pk primary key (account_id, key)
      )`);
    await db.query(`create index draft_updated_idx on draft (account_id, updated_at, key)`);
    await db.query(`create index draft_topic_idx on draft (topic_id)`);

    // A wiki post may be edited by everyone who may reply where it stands.
    await db.query(`alter table post add column wiki boolean not null default false`);

    // What a page that posts link to says of itself, read once for all of them.
    await db.query(`
      create table link_preview (
        url text constraint link_preview_pk primary key,
        title text,
        description text not null default '',
        site text not null default '',
        image_id uuid constraint link_preview_image_fk references upload on delete set null,
        fetched_at timestamptz
      )`);
    await db.query(`create index link_preview_image_idx on link_preview (image_id)`);
    await db.query(`
      create table post_link (
        post_id bigint not null constraint post_link_post_fk references post on delete cascade,
        url text not null constraint post_link_preview_fk references link_preview on delete cascade,
        position int not null,
        constraint post_link_pk primary key (post_id, url)
      )`);
    await db.query(`create index post_link_url_idx on post_link (url)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table post drop column wiki`);
    for (const table of ['post_link', 'link_preview', 'draft', 'post_upload'])
      await db.query(`drop table ${table}`);
  }
}
