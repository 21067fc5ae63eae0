import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FollowLevels1764025000000 implements MigrationInterface {
  readonly name = 'FollowLevels1764025000000';

  async up(db: QueryRunner): Promise<void> {
    // A row without last_visit_at is of somebody who never opened the topic: they chose a level in a list, or
    // follow its category.
    await db.query(`
      alter table topic_reading
        alter column last_visit_at drop not null,
        add column earlier_visit_at timestamptz,
        add column level text constraint topic_reading_level_ck check (level in ('follow', 'track', 'mute')),
        -- Why the level is as it is; 'chosen' without a level is somebody who wants none.
        add column level_source text constraint topic_reading_level_source_ck
          check (level_source in ('chosen', 'opened', 'replied', 'read')),
        -- Followed or tracked, with numbers that were not read: the Unread list is these rows.
        add column unread boolean not null default false`);
    // Whoever has written in a topic is taken to follow its course, as who writes from now on.
    await db.query(`
      update topic_reading r set
        level = case when t.author_id = r.account_id then 'follow' else 'track' end,
        level_source = case when t.author_id = r.account_id then 'opened' else 'replied' end,
        unread = not r.read @> int4range(1, t.last_number, '[]')
      from topic t
      where t.id = r.topic_id and t.last_number > 0 and exists (
        select from post where post.topic_id = t.id and post.author_id = r.account_id and post.kind = 'post')`);
    await db.query(
      `create index topic_reading_unread_idx on topic_reading (account_id) include (topic_id) where unread`,
    );
    await db.query(`
      create index topic_reading_followed_idx on topic_reading (account_id) include (topic_id)
        where level in ('follow', 'track')`);
    // What a new post makes unread: only those are touched for whom it is not so already, so the cost of a
    // busy topic is bounded by how often its followers read.
    await db.query(`
      create index topic_reading_to_tell_idx on topic_reading (topic_id)
        where level in ('follow', 'track') and not unread`);
    await db.query(
      `create index topic_reading_level_idx on topic_reading (topic_id, level) where level is not null`,
    );

    await db.query(`
      create table category_follow (
        account_id bigint not null constraint category_follow_account_fk references account on delete cascade,
        category_id bigint not null constraint category_follow_category_fk references category on delete cascade,
        level text not null constraint category_follow_level_ck check (level in ('follow', 'track', 'mute')),
        constraint category_follow_pk primary key (account_id, category_id)
      )`);
    await db.query(`create index category_follow_category_idx on category_follow (category_id, level)`);

    // From when on a topic that was never opened counts as new; the one before is there for undo.
    await db.query(`
      create table reading_preference (
        account_id bigint not null constraint reading_preference_account_fk references account on delete cascade,
        new_since timestamptz not null,
        dismissed_new_since timestamptz,
        constraint reading_preference_pk primary key (account_id)
      )`);
    // What the last dismissal of unread posts added to the read sets, so that it can be taken back.
    await db.query(`
      create table reading_dismissal (
        account_id bigint not null constraint reading_dismissal_account_fk references account on delete cascade,
        topic_id bigint not null constraint reading_dismissal_topic_fk references topic on delete cascade,
        added int4multirange not null,
        constraint reading_dismissal_pk primary key (account_id, topic_id)
      )`);

    await db.query(`
      create index topic_created_idx on topic (created_at desc, id desc) include (category_id)
        where deleted_at is null and last_number > 0`);
    await db.query(`
      create index post_written_idx on post (created_at) include (topic_id, author_id)
        where deleted_at is null and kind = 'post'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index post_written_idx, topic_created_idx`);
    await db.query(`drop table reading_dismissal, reading_preference, category_follow`);
    await db.query(
      `drop index topic_reading_level_idx, topic_reading_to_tell_idx, topic_reading_followed_idx, topic_reading_unread_idx`,
    );
    await db.query(`delete from topic_reading where last_visit_at is null`);
    await db.query(`
      alter table topic_reading
        drop column unread, drop column level_source, drop column level, drop column earlier_visit_at,
        alter column last_visit_at set not null`);
  }
}
