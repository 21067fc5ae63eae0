import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Identity1763800001000 implements MigrationInterface {
  readonly name = 'Identity1763800001000';

  async up(db: QueryRunner): Promise<void> {
    // better-auth's own tables: who may sign in, and from where. Nothing else writes them.
    await db.query(`
      create table auth_user (
        id text constraint auth_user_pk primary key,
        name text not null,
        email citext not null constraint auth_user_email_uq unique,
        email_verified boolean not null default false,
        image text,
        username citext constraint auth_user_username_uq unique,
        display_username text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`);
    await db.query(`
      create table auth_session (
        id text constraint auth_session_pk primary key,
        user_id text not null constraint auth_session_user_fk references auth_user on delete cascade,
        token text not null constraint auth_session_token_uq unique,
        expires_at timestamptz not null,
        ip_address text,
        user_agent text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`);
    await db.query(`create index auth_session_user_idx on auth_session (user_id)`);
    await db.query(`
      create table auth_credential (
        id text constraint auth_credential_pk primary key,
        user_id text not null constraint auth_credential_user_fk references auth_user on delete cascade,
        account_id text not null,
        provider_id text not null,
        password text,
        access_token text,
        refresh_token text,
        id_token text,
        access_token_expires_at timestamptz,
        refresh_token_expires_at timestamptz,
        scope text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`);
    await db.query(`create index auth_credential_user_idx on auth_credential (user_id)`);
    await db.query(`
      create table auth_verification (
        id text constraint auth_verification_pk primary key,
        identifier text not null,
        value text not null,
        expires_at timestamptz not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`);
    await db.query(`create index auth_verification_identifier_idx on auth_verification (identifier)`);
    await db.query(`create index auth_verification_value_idx on auth_verification (value)`);

    // The author of everything, local or remote. domain is '' for our own, so that one unique
    // constraint covers both.
    await db.query(`
      create table account (
        id bigint generated always as identity constraint account_pk primary key,
        uuid uuid not null default gen_random_uuid() constraint account_uuid_uq unique,
        auth_user_id text constraint account_auth_user_uq unique,
        handle citext not null,
        domain citext not null default '',
        uri text constraint account_uri_uq unique,
        url text,
        display_name text not null,
        bio_html text not null default '',
        avatar_url text,
        role text not null default 'member' constraint account_role_ck check (role in ('member', 'staff')),
        language text not null default 'en' constraint account_language_ck check (language in ('en', 'sv')),
        created_at timestamptz not null default now(),
        deleted_at timestamptz,
        constraint account_handle_uq unique (handle, domain)
      )`);

    // Members and categories share one name space, because @name@host must mean one actor.
    await db.query(`
      create table local_handle (
        handle citext constraint local_handle_pk primary key,
        kind text not null constraint local_handle_kind_ck check (kind in ('account', 'category', 'reserved'))
      )`);

    await db.query(`
      create table account_group (
        id bigint generated always as identity constraint account_group_pk primary key,
        slug citext not null constraint account_group_slug_uq unique,
        name text not null
      )`);
    await db.query(`
      create table group_membership (
        group_id bigint not null constraint group_membership_group_fk references account_group on delete cascade,
        account_id bigint not null constraint group_membership_account_fk references account on delete cascade,
        constraint group_membership_pk primary key (group_id, account_id)
      )`);
    await db.query(`create index group_membership_account_idx on group_membership (account_id)`);
    await db.query(
      `insert into account_group (slug, name) values ('members', 'Members'), ('staff', 'Staff')`,
    );
    await db.query(`
      insert into local_handle (handle, kind)
      select unnest(array['admin', 'api', 'ap', 'actor', 'root', 'system', 'instance', 'reports', 'folkmoot', 'postmaster', 'abuse']), 'reserved'`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of [
      'group_membership',
      'account_group',
      'local_handle',
      'account',
      'auth_verification',
      'auth_credential',
      'auth_session',
      'auth_user',
    ]) {
      await db.query(`drop table ${table}`);
    }
  }
}
