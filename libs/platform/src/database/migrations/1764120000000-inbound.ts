import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Inbound1764120000000 implements MigrationInterface {
  readonly name = 'Inbound1764120000000';

  async up(db: QueryRunner): Promise<void> {
    // Reactions from other servers have an actor and no account here: they are counted, never named.
    await db.query(`
      create table outside_reaction (
        post_id bigint not null constraint outside_reaction_post_fk references post on delete cascade,
        actor text not null,
        kind text not null constraint outside_reaction_kind_ck
          check (kind in ('thanks', 'insight', 'laugh', 'celebrate', 'care', 'against')),
        reported_by text,
        created_at timestamptz not null default now(),
        constraint outside_reaction_pk primary key (post_id, actor, kind)
      )`);

    // What was taken back before it came: its late arrival must not bring it in.
    await db.query(`
      create table ap_undone (
        activity_id text constraint ap_undone_pk primary key,
        actor text not null,
        at timestamptz not null default now()
      )`);
    await db.query(`create index ap_undone_at_idx on ap_undone (at)`);

    // Whom a category elsewhere keeps out, until when.
    await db.query(`
      create table ap_block (
        group_actor text not null,
        actor text not null,
        until timestamptz,
        activity_id text,
        created_at timestamptz not null default now(),
        constraint ap_block_pk primary key (group_actor, actor)
      )`);

    await db.query(`alter table ap_actor add moved_to text, add gone_at timestamptz`);

    await db.query(
      `alter table ap_object add announcer text, add kept_at timestamptz not null default now()`,
    );

    // How much of a thread elsewhere has been read, and when it is read again.
    await db.query(`
      create table ap_thread (
        topic_id bigint constraint ap_thread_pk primary key
          constraint ap_thread_topic_fk references topic on delete cascade,
        step int not null default 0,
        next_at timestamptz,
        read_at timestamptz,
        etag text,
        listed int,
        missing int
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table ap_thread`);
    await db.query(`alter table ap_object drop announcer, drop kept_at`);
    await db.query(`alter table ap_actor drop moved_to, drop gone_at`);
    for (const table of ['ap_block', 'ap_undone', 'outside_reaction']) await db.query(`drop table ${table}`);
  }
}
