import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Reacting1764035000000 implements MigrationInterface {
  readonly name = 'Reacting1764035000000';

  async up(db: QueryRunner): Promise<void> {
    // The counts stand beside the post, so that a page of posts reads no reactions to show them.
    await db.query(`alter table post add column reaction_counts jsonb not null default '{}'`);
    await db.query(`
      create table reaction (
        post_id bigint not null constraint reaction_post_fk references post on delete cascade,
        account_id bigint not null constraint reaction_account_fk references account on delete cascade,
        kind text not null
          constraint reaction_kind_ck check (kind in ('thanks', 'insight', 'laugh', 'celebrate', 'care')),
        created_at timestamptz not null default now(),
        constraint reaction_pk primary key (post_id, account_id, kind)
      )`);
    await db.query(`create index reaction_account_idx on reaction (account_id)`);

    await db.query(`
      create table bookmark (
        id bigint generated always as identity constraint bookmark_pk primary key,
        account_id bigint not null constraint bookmark_account_fk references account on delete cascade,
        post_id bigint not null constraint bookmark_post_fk references post on delete cascade,
        note text not null default '',
        remind_at timestamptz,
        -- When the reminder was given; a later remind_at asks for another one.
        reminded_at timestamptz,
        created_at timestamptz not null default now(),
        constraint bookmark_post_uq unique (account_id, post_id)
      )`);
    await db.query(`create index bookmark_account_idx on bookmark (account_id, id desc)`);
    await db.query(`create index bookmark_post_idx on bookmark (post_id)`);

    await db.query(`
      create table flag (
        id bigint generated always as identity constraint flag_pk primary key,
        post_id bigint not null constraint flag_post_fk references post on delete cascade,
        account_id bigint not null constraint flag_account_fk references account on delete cascade,
        reason text not null constraint flag_reason_ck check (reason in ('rude', 'off-topic', 'spam', 'unlawful', 'other')),
        note text not null default '',
        state text not null default 'open' constraint flag_state_ck check (state in ('open', 'decided')),
        -- What the post said when it was flagged, because it may be edited before anybody looks.
        post_version int not null,
        created_at timestamptz not null default now(),
        constraint flag_post_uq unique (post_id, account_id)
      )`);
    await db.query(`create index flag_open_idx on flag (id) where state = 'open'`);
    await db.query(`create index flag_account_idx on flag (account_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['flag', 'bookmark', 'reaction']) await db.query(`drop table ${table}`);
    await db.query(`alter table post drop column reaction_counts`);
  }
}
