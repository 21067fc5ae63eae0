import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What strangers write on other servers may wait for a moderator; what nobody wants found is not found. */
export class HeldPosts1764242000000 implements MigrationInterface {
  readonly name = 'HeldPosts1764242000000';

  async up(db: QueryRunner): Promise<void> {
    // Not among the posts, so that no list, feed or count can show it.
    await db.query(`
      create table ap_held_post (
        id bigint generated always as identity constraint ap_held_post_pk primary key,
        uri text not null constraint ap_held_post_uri_uq unique,
        author_id bigint not null constraint ap_held_post_author_fk references account on delete cascade,
        group_actor text not null,
        category_id bigint not null constraint ap_held_post_category_fk references category on delete cascade,
        document text not null,
        announcer text,
        inbox_id bigint constraint ap_held_post_inbox_fk references ap_inbox on delete set null,
        reason text not null constraint ap_held_post_reason_ck check (reason in ('new', 'limited', 'mentions')),
        decision text constraint ap_held_post_decision_ck check (decision in ('accepted', 'refused')),
        decided_by_id bigint constraint ap_held_post_decided_by_fk references account on delete set null,
        created_at timestamptz not null default now()
      )`);
    await db.query(`create index ap_held_post_open_idx on ap_held_post (id) where decision is null`);
    await db.query(`create index ap_held_post_author_idx on ap_held_post (author_id)`);
    await db.query(`
      create table ap_category_policy (
        category_id bigint constraint ap_category_policy_pk primary key
          constraint ap_category_policy_category_fk references category on delete cascade,
        policy text not null constraint ap_category_policy_ck check (policy in ('known', 'hold', 'members'))
      )`);
    await db.query(`alter table account add indexable boolean not null default true`);
    await db.query(`alter table post add indexable boolean not null default true`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table post drop column indexable`);
    await db.query(`alter table account drop column indexable`);
    await db.query(`drop table ap_category_policy, ap_held_post`);
  }
}
