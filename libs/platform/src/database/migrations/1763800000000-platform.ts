import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Platform1763800000000 implements MigrationInterface {
  readonly name = 'Platform1763800000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create extension if not exists citext`);
    await db.query(`create extension if not exists pg_trgm`);
    await db.query(`create extension if not exists unaccent`);

    // Written inside the transaction of the change itself. xid tells the dispatcher when every
    // transaction that began earlier has ended, so that no late commit is passed over.
    await db.query(`
      create table change (
        id bigint generated always as identity constraint change_pk primary key,
        xid xid8 not null default pg_current_xact_id(),
        name text not null,
        data jsonb not null,
        at timestamptz not null default now()
      )`);
    await db.query(`create index change_order_idx on change (xid, id)`);

    // The log that browsers replay: seq is dense within a room, id is the order over all rooms.
    await db.query(`
      create table live_event (
        id bigint generated always as identity constraint live_event_pk primary key,
        room text not null,
        seq bigint not null,
        type text not null,
        v int not null,
        data jsonb not null,
        at timestamptz not null default now(),
        constraint live_event_room_seq_uq unique (room, seq)
      )`);
    await db.query(`create index live_event_at_idx on live_event (at)`);
    await db.query(`
      create table room_head (
        room text constraint room_head_pk primary key,
        seq bigint not null
      )`);

    await db.query(`
      create table idempotency (
        account_id bigint not null,
        key text not null,
        request_hash bytea not null,
        status int not null,
        body jsonb not null,
        at timestamptz not null default now(),
        constraint idempotency_pk primary key (account_id, key)
      )`);
    await db.query(`create index idempotency_at_idx on idempotency (at)`);

    // key says what a mail is about, so that an event that is handled twice is told of once.
    await db.query(`
      create table mail (
        id bigint generated always as identity constraint mail_pk primary key,
        key text not null constraint mail_key_uq unique,
        recipient text not null,
        subject text not null,
        body text not null,
        created_at timestamptz not null default now(),
        sent_at timestamptz
      )`);

    await db.query(`
      create table site_setting (
        key text constraint site_setting_pk primary key,
        value jsonb not null
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['site_setting', 'mail', 'idempotency', 'room_head', 'live_event', 'change']) {
      await db.query(`drop table ${table}`);
    }
  }
}
