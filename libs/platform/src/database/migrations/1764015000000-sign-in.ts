import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SignIn1764015000000 implements MigrationInterface {
  readonly name = 'SignIn1764015000000';

  async up(db: QueryRunner): Promise<void> {
    // How a session began decides what staff may do in it; those from before began with a password.
    await db.query(`
      alter table auth_session add column method text not null default 'password'
        constraint auth_session_method_ck check (method in ('password', 'totp', 'passkey', 'oidc'))`);

    // A code is computed from request_id and the site's secret: neither table nor queue holds it.
    await db.query(`
      create table auth_code (
        user_id text not null constraint auth_code_user_fk references auth_user on delete cascade,
        purpose text not null constraint auth_code_purpose_ck check (purpose in ('verify-email', 'reset-password')),
        request_id uuid not null default gen_random_uuid(),
        tries int not null default 0,
        expires_at timestamptz not null,
        constraint auth_code_pk primary key (user_id, purpose)
      )`);

    await db.query(`
      create table auth_passkey (
        id text constraint auth_passkey_pk primary key,
        user_id text not null constraint auth_passkey_user_fk references auth_user on delete cascade,
        name text not null,
        public_key bytea not null,
        counter bigint not null,
        transports text[] not null,
        synced boolean not null,
        created_at timestamptz not null default now(),
        last_used_on date
      )`);
    await db.query(`create index auth_passkey_user_idx on auth_passkey (user_id)`);
    await db.query(`
      create table auth_challenge (
        challenge text constraint auth_challenge_pk primary key,
        purpose text not null constraint auth_challenge_purpose_ck check (purpose in ('sign-in', 'sign-up', 'add')),
        user_id text constraint auth_challenge_user_fk references auth_user on delete cascade,
        expires_at timestamptz not null
      )`);
    await db.query(`create index auth_challenge_user_idx on auth_challenge (user_id)`);

    // better-auth's own: the secret of an authenticator app, and recovery codes, both encrypted.
    await db.query(`alter table auth_user add column two_factor_enabled boolean not null default false`);
    await db.query(`
      create table auth_second_factor (
        id text constraint auth_second_factor_pk primary key,
        user_id text not null constraint auth_second_factor_user_fk references auth_user on delete cascade,
        secret text not null,
        backup_codes text not null,
        verified boolean not null default true,
        failed_verification_count int not null default 0,
        locked_until timestamptz,
        constraint auth_second_factor_user_uq unique (user_id)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['auth_second_factor', 'auth_challenge', 'auth_passkey', 'auth_code']) {
      await db.query(`drop table ${table}`);
    }
    await db.query(`alter table auth_user drop column two_factor_enabled`);
    await db.query(`alter table auth_session drop column method`);
  }
}
