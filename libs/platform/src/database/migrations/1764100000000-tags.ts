import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Words that topics are found by. A topic's tags repeat where it stands in lists, kept by triggers, so that
 * the list of a tag and its count are read from one index, whoever bumps, moves or removes the topic.
 */
export class Tags1764100000000 implements MigrationInterface {
  readonly name = 'Tags1764100000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table tag_set (
        id bigint generated always as identity constraint tag_set_pk primary key,
        name text not null constraint tag_set_name_uq unique,
        one_of boolean not null default false
      )`);
    await db.query(`
      create table tag (
        id bigint generated always as identity constraint tag_pk primary key,
        name citext not null constraint tag_name_uq unique,
        tag_set_id bigint constraint tag_tag_set_fk references tag_set on delete set null
      )`);
    await db.query(`create index tag_tag_set_idx on tag (tag_set_id)`);
    await db.query(`
      create table tag_former_name (
        name citext constraint tag_former_name_pk primary key,
        tag_id bigint not null constraint tag_former_name_tag_fk references tag on delete cascade
      )`);
    await db.query(`create index tag_former_name_tag_idx on tag_former_name (tag_id)`);
    await db.query(`
      create table topic_tag (
        topic_id bigint not null constraint topic_tag_topic_fk references topic on delete cascade,
        tag_id bigint not null constraint topic_tag_tag_fk references tag on delete cascade,
        category_id bigint not null,
        bumped_at timestamptz not null,
        listed boolean not null,
        constraint topic_tag_pk primary key (topic_id, tag_id)
      )`);
    await db.query(`
      create index topic_tag_latest_idx on topic_tag (tag_id, bumped_at desc, topic_id desc)
        include (category_id) where listed`);
    await db.query(`
      create table category_tag_set (
        category_id bigint not null constraint category_tag_set_category_fk references category on delete cascade,
        tag_set_id bigint not null constraint category_tag_set_tag_set_fk references tag_set on delete cascade,
        required boolean not null,
        constraint category_tag_set_pk primary key (category_id, tag_set_id)
      )`);
    await db.query(`alter table category add column free_tags boolean not null default true`);
    await db.query(`
      create function topic_tag_place() returns trigger language plpgsql as $$
      begin
        select category_id, bumped_at, deleted_at is null into new.category_id, new.bumped_at, new.listed
          from topic where id = new.topic_id;
        return new;
      end $$`);
    await db.query(`
      create trigger topic_tag_place before insert on topic_tag
        for each row execute function topic_tag_place()`);
    await db.query(`
      create function topic_tag_keep() returns trigger language plpgsql as $$
      begin
        update topic_tag
          set category_id = new.category_id, bumped_at = new.bumped_at, listed = new.deleted_at is null
          where topic_id = new.id;
        return null;
      end $$`);
    await db.query(`
      create trigger topic_tag_keep after update of category_id, bumped_at, deleted_at on topic
        for each row execute function topic_tag_keep()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop trigger topic_tag_keep on topic`);
    await db.query(`drop function topic_tag_keep()`);
    await db.query(`alter table category drop column free_tags`);
    for (const table of ['category_tag_set', 'topic_tag', 'tag_former_name', 'tag', 'tag_set'])
      await db.query(`drop table ${table}`);
    await db.query(`drop function topic_tag_place()`);
  }
}
