import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ComingIn1764016000000 implements MigrationInterface {
  readonly name = 'ComingIn1764016000000';

  async up(db: QueryRunner): Promise<void> {
    // Its link is computed from the id and the site's secret, so that a copy of the database opens no door.
    await db.query(`
      create table invitation (
        id bigint generated always as identity constraint invitation_pk primary key,
        created_by bigint not null constraint invitation_creator_fk references account,
        email citext,
        invitee_name text,
        note text not null default '',
        group_id bigint constraint invitation_group_fk references account_group on delete set null,
        landing text not null default '/',
        most_uses int not null constraint invitation_most_uses_ck check (most_uses between 1 and 1000),
        uses int not null default 0,
        expires_at timestamptz not null,
        withdrawn_at timestamptz,
        created_at timestamptz not null default now(),
        constraint invitation_uses_ck check (uses <= most_uses)
      )`);
    await db.query(`create index invitation_creator_idx on invitation (created_by)`);
    await db.query(`create index invitation_group_idx on invitation (group_id)`);
    await db.query(`create index invitation_email_idx on invitation (email) where email is not null`);
    await db.query(`
      create table invitation_use (
        invitation_id bigint not null constraint invitation_use_invitation_fk references invitation on delete cascade,
        account_id bigint not null constraint invitation_use_account_fk references account on delete cascade,
        used_at timestamptz not null default now(),
        constraint invitation_use_pk primary key (invitation_id, account_id)
      )`);
    await db.query(`create index invitation_use_account_idx on invitation_use (account_id)`);

    // Somebody who asks to be let in has a way to sign in but no account: nobody sees them before.
    await db.query(`
      create table application (
        id bigint generated always as identity constraint application_pk primary key,
        user_id text constraint application_user_fk references auth_user on delete set null,
        handle citext not null,
        name text not null,
        email citext not null,
        language text not null constraint application_language_ck check (language in ('en', 'sv')),
        text text not null,
        state text not null default 'waiting'
          constraint application_state_ck check (state in ('waiting', 'accepted', 'refused')),
        reason text not null default '',
        decided_by bigint constraint application_decider_fk references account,
        decided_at timestamptz,
        created_at timestamptz not null default now()
      )`);
    await db.query(`create unique index application_user_uq on application (user_id)`);
    await db.query(`create index application_state_idx on application (state, id)`);
    await db.query(`create index application_decider_idx on application (decided_by)`);

    await db.query(`
      create table oidc_provider (
        id bigint generated always as identity constraint oidc_provider_pk primary key,
        slug text not null constraint oidc_provider_slug_uq unique,
        name text not null,
        issuer text not null,
        client_id text not null,
        client_secret text not null,
        group_claim text not null default 'groups'
      )`);
    await db.query(`
      create table oidc_group (
        provider_id bigint not null constraint oidc_group_provider_fk references oidc_provider on delete cascade,
        claim_value text not null,
        group_id bigint not null constraint oidc_group_group_fk references account_group on delete cascade,
        constraint oidc_group_pk primary key (provider_id, claim_value, group_id)
      )`);
    await db.query(`create index oidc_group_group_idx on oidc_group (group_id)`);
    // What groups a provider gave and took: who is on a roll must be explainable afterwards.
    await db.query(`
      create table oidc_group_change (
        id bigint generated always as identity constraint oidc_group_change_pk primary key,
        provider_id bigint not null constraint oidc_group_change_provider_fk references oidc_provider on delete cascade,
        account_id bigint not null constraint oidc_group_change_account_fk references account on delete cascade,
        group_id bigint not null constraint oidc_group_change_group_fk references account_group on delete cascade,
        joined boolean not null,
        at timestamptz not null default now()
      )`);
    await db.query(`create index oidc_group_change_provider_idx on oidc_group_change (provider_id, id)`);
    await db.query(`create index oidc_group_change_account_idx on oidc_group_change (account_id)`);
    await db.query(`create index oidc_group_change_group_idx on oidc_group_change (group_id)`);
    await db.query(
      `create unique index auth_credential_provider_uq on auth_credential (provider_id, account_id)`,
    );

    // A form that was sent after its session had ended; it is sent again by its owner after signing in.
    await db.query(`
      create table held_form (
        key_hash bytea constraint held_form_pk primary key,
        path text not null,
        fields jsonb not null,
        expires_at timestamptz not null
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index auth_credential_provider_uq`);
    for (const table of [
      'held_form',
      'oidc_group_change',
      'oidc_group',
      'oidc_provider',
      'application',
      'invitation_use',
      'invitation',
    ]) {
      await db.query(`drop table ${table}`);
    }
  }
}
