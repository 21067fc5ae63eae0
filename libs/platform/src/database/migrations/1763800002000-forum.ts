import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Forum1763800002000 implements MigrationInterface {
  readonly name = 'Forum1763800002000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table category (
        id bigint generated always as identity constraint category_pk primary key,
        uuid uuid not null default gen_random_uuid() constraint category_uuid_uq unique,
        slug citext not null,
        domain citext not null default '',
        uri text constraint category_uri_uq unique,
        url text,
        name text not null,
        description text not null default '',
        colour text not null default '#0067A5',
        visibility text not null default 'public'
          constraint category_visibility_ck check (visibility in ('public', 'members')),
        federated boolean not null default false,
        topic_count int not null default 0,
        position int not null default 0,
        created_at timestamptz not null default now(),
        constraint category_slug_uq unique (slug, domain),
        -- What only members may read must have no way out.
        constraint category_federated_ck check (not federated or visibility = 'public')
      )`);

    await db.query(`
      create table topic (
        id bigint generated always as identity constraint topic_pk primary key,
        uuid uuid not null default gen_random_uuid() constraint topic_uuid_uq unique,
        category_id bigint not null constraint topic_category_fk references category,
        author_id bigint not null constraint topic_author_fk references account,
        kind text not null default 'discussion' constraint topic_kind_ck check (kind in ('discussion', 'election')),
        title text not null,
        slug text not null,
        state text not null default 'open' constraint topic_state_ck check (state in ('open', 'closed')),
        uri text constraint topic_uri_uq unique,
        last_number int not null default 0,
        post_count int not null default 0,
        recent_author_ids bigint[] not null default '{}',
        -- The beginning of the first post, so that a list never reads whole posts.
        excerpt text not null default '',
        created_at timestamptz not null default now(),
        bumped_at timestamptz not null default now(),
        deleted_at timestamptz,
        version int not null default 1
      ) with (autovacuum_vacuum_scale_factor = 0.02)`);
    // Every topic has a number; the list of all topics says so and the list of one category does not, so
    // that the planner cannot walk this index past everybody else's topics in search of one category's.
    await db.query(`
      create index topic_latest_idx on topic (bumped_at desc, id desc) include (category_id)
        where deleted_at is null and last_number > 0`);
    await db.query(`
      create index topic_category_latest_idx on topic (category_id, bumped_at desc, id desc) where deleted_at is null`);

    // number is taken under the topic's row lock: no gaps, and commit order is number order.
    await db.query(`
      create table post (
        id bigint generated always as identity constraint post_pk primary key,
        uuid uuid not null default gen_random_uuid() constraint post_uuid_uq unique,
        topic_id bigint not null constraint post_topic_fk references topic,
        number int not null,
        kind text not null default 'post' constraint post_kind_ck check (kind in ('post', 'system')),
        author_id bigint not null constraint post_author_fk references account,
        reply_to_number int,
        raw text not null,
        html text not null,
        uri text constraint post_uri_uq unique,
        url text,
        client_id uuid,
        version int not null default 1,
        created_at timestamptz not null default now(),
        edited_at timestamptz,
        edited_by_id bigint constraint post_edited_by_fk references account,
        deleted_at timestamptz,
        deleted_by_id bigint constraint post_deleted_by_fk references account,
        constraint post_number_uq unique (topic_id, number),
        constraint post_client_uq unique (author_id, client_id)
      )`);
    await db.query(`create index post_author_idx on post (author_id, created_at desc, id desc)`);
    await db.query(`create index post_topic_created_idx on post (topic_id, created_at)`);

    // What a post said before an edit; the current text is in post itself.
    await db.query(`
      create table post_revision (
        post_id bigint not null constraint post_revision_post_fk references post on delete cascade,
        version int not null,
        editor_id bigint not null constraint post_revision_editor_fk references account,
        raw text not null,
        created_at timestamptz not null default now(),
        constraint post_revision_pk primary key (post_id, version)
      )`);

    // Which numbers of a topic an account has read, as an exact set: a reader has a few ranges, not a
    // row for every post.
    await db.query(`
      create table topic_reading (
        account_id bigint not null constraint topic_reading_account_fk references account on delete cascade,
        topic_id bigint not null constraint topic_reading_topic_fk references topic on delete cascade,
        read int4multirange not null default '{}',
        last_visit_at timestamptz not null default now(),
        constraint topic_reading_pk primary key (account_id, topic_id)
      ) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02)`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['topic_reading', 'post_revision', 'post', 'topic', 'category']) {
      await db.query(`drop table ${table}`);
    }
  }
}
