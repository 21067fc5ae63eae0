import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Federation1763800004000 implements MigrationInterface {
  readonly name = 'Federation1763800004000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table ap_key (
        actor text constraint ap_key_pk primary key,
        key_id text not null constraint ap_key_key_id_uq unique,
        private_pem text not null,
        public_pem text not null,
        created_at timestamptz not null default now()
      )`);

    // Actors of other servers, as their own servers describe them.
    await db.query(`
      create table ap_actor (
        id text constraint ap_actor_pk primary key,
        type text not null,
        inbox text not null,
        shared_inbox text,
        document jsonb not null,
        fetched_at timestamptz not null default now()
      )`);

    await db.query(`
      create table ap_inbox (
        id bigint generated always as identity constraint ap_inbox_pk primary key,
        origin text not null,
        activity_id text not null,
        actor text not null,
        type text not null,
        body text not null,
        state text not null default 'received'
          constraint ap_inbox_state_ck check (state in ('received', 'applied', 'ignored')),
        reason text,
        attempts int not null default 0,
        next_at timestamptz,
        received_at timestamptz not null default now(),
        ended_at timestamptz,
        constraint ap_inbox_activity_uq unique (origin, activity_id)
      )`);
    await db.query(`create index ap_inbox_received_idx on ap_inbox (origin, id) where state = 'received'`);

    // Every object we serve, know or have been told to forget. A 'gone' row outlives its post, so that
    // a Create that arrives after its Delete is refused.
    await db.query(`
      create table ap_object (
        id text constraint ap_object_pk primary key,
        post_id bigint constraint ap_object_post_fk references post on delete cascade
          constraint ap_object_post_uq unique,
        state text not null constraint ap_object_state_ck check (state in ('live', 'gone', 'orphan')),
        in_reply_to text,
        inbox_id bigint constraint ap_object_inbox_fk references ap_inbox on delete set null,
        waits_for text,
        version int not null default 0,
        revision int not null default 0,
        document text not null default '',
        changed_at timestamptz not null default now()
      )`);
    await db.query(`create index ap_object_orphan_idx on ap_object (in_reply_to) where state = 'orphan'`);

    await db.query(`
      create table ap_activity (
        seq bigint generated always as identity constraint ap_activity_pk primary key,
        id text not null constraint ap_activity_id_uq unique,
        kind text not null,
        actor text not null,
        post_id bigint constraint ap_activity_post_fk references post on delete cascade,
        revision int,
        body text not null,
        created_at timestamptz not null default now(),
        -- A job that runs twice finds its activity here and makes no second one.
        constraint ap_activity_post_uq unique (post_id, kind, revision)
      )`);
    await db.query(`create index ap_activity_actor_idx on ap_activity (actor, kind, seq)`);

    // One row for each activity and inbox; nothing overwrites anything, and id is the order of sending.
    await db.query(`
      create table ap_delivery (
        id bigint generated always as identity constraint ap_delivery_pk primary key,
        activity_seq bigint not null constraint ap_delivery_activity_fk references ap_activity on delete cascade,
        inbox text not null,
        state text not null default 'pending'
          constraint ap_delivery_state_ck check (state in ('pending', 'sent', 'refused', 'expired')),
        attempts int not null default 0,
        last_status int,
        last_error text,
        next_at timestamptz,
        created_at timestamptz not null default now(),
        ended_at timestamptz,
        constraint ap_delivery_activity_inbox_uq unique (activity_seq, inbox)
      )`);
    await db.query(`create index ap_delivery_pending_idx on ap_delivery (inbox, id) where state = 'pending'`);

    // Who elsewhere follows an actor of ours.
    await db.query(`
      create table ap_follower (
        followed text not null,
        follower text not null constraint ap_follower_actor_fk references ap_actor,
        activity_id text not null,
        created_at timestamptz not null default now(),
        constraint ap_follower_pk primary key (followed, follower)
      )`);

    // Which categories of other servers are followed from here, by the server for all its members.
    await db.query(`
      create table ap_follow (
        category_id bigint constraint ap_follow_pk primary key
          constraint ap_follow_category_fk references category on delete cascade,
        actor text not null constraint ap_follow_actor_uq unique,
        activity_id text not null,
        state text not null default 'pending'
          constraint ap_follow_state_ck check (state in ('pending', 'accepted', 'rejected')),
        requested_by_id bigint not null constraint ap_follow_requested_by_fk references account,
        created_at timestamptz not null default now()
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of [
      'ap_follow',
      'ap_follower',
      'ap_delivery',
      'ap_activity',
      'ap_object',
      'ap_inbox',
      'ap_actor',
      'ap_key',
    ]) {
      await db.query(`drop table ${table}`);
    }
  }
}
