import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TopicActs1764011000000 implements MigrationInterface {
  readonly name = 'TopicActs1764011000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table topic
        add column pinned_until timestamptz,
        add column slow_seconds int not null default 0
          constraint topic_slow_seconds_ck check (slow_seconds between 0 and 86400),
        add column moved_to_id bigint constraint topic_moved_to_fk references topic,
        add column deleted_by_id bigint constraint topic_deleted_by_fk references account`);
    await db.query(`alter table topic drop constraint topic_state_ck`);
    await db.query(`
      alter table topic add constraint topic_state_ck check (state in ('open', 'closed', 'archived'))`);
    await db.query(`
      create index topic_pinned_idx on topic (category_id, pinned_until) where pinned_until is not null`);
    // What happened to a topic, so that each reader is told in their own language.
    await db.query(`alter table post add column act jsonb`);

    // One act of moving, by which it can be undone for a while.
    await db.query(`
      create table topic_move (
        id bigint generated always as identity constraint topic_move_pk primary key,
        from_topic_id bigint not null constraint topic_move_from_fk references topic,
        to_topic_id bigint not null constraint topic_move_to_fk references topic,
        -- Whether the topic was made for these posts, or ended with them.
        kind text not null constraint topic_move_kind_ck check (kind in ('split', 'move', 'merge')),
        by_id bigint not null constraint topic_move_by_fk references account,
        at timestamptz not null default now(),
        undone_at timestamptz
      )`);
    await db.query(`create index topic_move_from_idx on topic_move (from_topic_id)`);
    await db.query(`create index topic_move_to_idx on topic_move (to_topic_id)`);
    // Where each number that left its topic is now: addresses of posts hold for ever.
    await db.query(`
      create table post_move (
        from_topic_id bigint not null constraint post_move_from_fk references topic,
        from_number int not null,
        to_topic_id bigint not null constraint post_move_to_fk references topic,
        to_number int not null,
        move_id bigint not null constraint post_move_move_fk references topic_move,
        -- Which number it answered in its old topic.
        reply_to_number int,
        constraint post_move_pk primary key (from_topic_id, from_number)
      )`);
    await db.query(`create index post_move_move_idx on post_move (move_id)`);
    await db.query(`create index post_move_to_idx on post_move (to_topic_id, to_number)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table post_move`);
    await db.query(`drop table topic_move`);
    await db.query(`alter table post drop column act`);
    await db.query(`update topic set state = 'closed' where state = 'archived'`);
    await db.query(`alter table topic drop constraint topic_state_ck`);
    await db.query(`alter table topic add constraint topic_state_ck check (state in ('open', 'closed'))`);
    await db.query(`
      alter table topic drop column pinned_until, drop column slow_seconds, drop column moved_to_id,
        drop column deleted_by_id`);
  }
}
