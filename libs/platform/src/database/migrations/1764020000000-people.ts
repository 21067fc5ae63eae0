import type { MigrationInterface, QueryRunner } from 'typeorm';

export class People1764020000000 implements MigrationInterface {
  readonly name = 'People1764020000000';

  async up(db: QueryRunner): Promise<void> {
    // The text of the bio as it was written; fields are a short list of label and value. zone, theme and
    // density follow a member to every browser; null means as the browser says.
    await db.query(`
      alter table account
        add column bio_raw text not null default '',
        add column fields jsonb not null default '[]',
        add column zone text,
        add column theme text not null default 'auto'
          constraint account_theme_ck check (theme in ('auto', 'light', 'dark')),
        add column density text not null default 'comfortable'
          constraint account_density_ck check (density in ('comfortable', 'compact')),
        add column trust text not null default 'new'
          constraint account_trust_ck check (trust in ('new', 'known', 'trusted'))`);
    // Who was here before trust levels came is not a newcomer.
    await db.query(
      `update account set trust = case role when 'staff' then 'trusted' else 'known' end where domain = ''`,
    );

    // One row for a pair: a block is a mute and more.
    await db.query(`
      create table account_relation (
        account_id bigint not null constraint account_relation_account_fk references account on delete cascade,
        target_id bigint not null constraint account_relation_target_fk references account on delete cascade,
        kind text not null constraint account_relation_kind_ck check (kind in ('mute', 'block')),
        created_at timestamptz not null default now(),
        constraint account_relation_pk primary key (account_id, target_id),
        constraint account_relation_self_ck check (account_id <> target_id)
      )`);
    await db.query(`create index account_relation_target_idx on account_relation (target_id)`);

    await db.query(`
      create table account_note (
        account_id bigint not null constraint account_note_account_fk references account on delete cascade,
        target_id bigint not null constraint account_note_target_fk references account on delete cascade,
        text text not null,
        updated_at timestamptz not null default now(),
        constraint account_note_pk primary key (account_id, target_id)
      )`);
    await db.query(`create index account_note_target_idx on account_note (target_id)`);

    await db.query(`
      create table vouch (
        account_id bigint not null constraint vouch_account_fk references account on delete cascade,
        target_id bigint not null constraint vouch_target_fk references account on delete cascade,
        created_at timestamptz not null default now(),
        constraint vouch_pk primary key (account_id, target_id),
        constraint vouch_self_ck check (account_id <> target_id)
      )`);
    await db.query(`create index vouch_target_idx on vouch (target_id)`);

    await db.query(`
      alter table account_group
        add column description text not null default '',
        add column visibility text not null default 'public'
          constraint account_group_visibility_ck check (visibility in ('public', 'private')),
        add column built_in boolean not null default false,
        add column created_at timestamptz not null default now()`);
    await db.query(`update account_group set built_in = true where slug in ('guests', 'members', 'staff')`);
    await db.query(`
      alter table group_membership
        add column manager boolean not null default false,
        add column joined_at timestamptz not null default now()`);

    // Written by rate-limiter-flexible, in the shape that it asks for; expire is in milliseconds since 1970.
    await db.query(`
      create table rate_limit (
        key varchar(255) constraint rate_limit_pk primary key,
        points integer not null default 0,
        expire bigint
      )`);
    await db.query(`create index rate_limit_expire_idx on rate_limit (expire)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table rate_limit`);
    await db.query(`alter table group_membership drop column manager, drop column joined_at`);
    await db.query(`
      alter table account_group drop column description, drop column visibility, drop column built_in,
        drop column created_at`);
    for (const table of ['vouch', 'account_note', 'account_relation']) await db.query(`drop table ${table}`);
    await db.query(`
      alter table account drop column bio_raw, drop column fields, drop column zone, drop column theme,
        drop column density, drop column trust`);
  }
}
