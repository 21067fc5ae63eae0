import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members follow people: those of other servers and each other. */
export class FollowedPeople1764241000000 implements MigrationInterface {
  readonly name = 'FollowedPeople1764241000000';

  async up(db: QueryRunner): Promise<void> {
    // What somebody elsewhere writes outside of any category is read in a place of their own, which no list
    // over all categories shows.
    await db.query(`
      alter table category add person boolean not null default false,
        add constraint category_person_ck check (not person or domain <> '')`);
    await db.query(`
      create table ap_person_follow (
        account_id bigint not null constraint ap_person_follow_account_fk references account on delete cascade,
        target_id bigint not null constraint ap_person_follow_target_fk references account on delete cascade,
        activity_id text constraint ap_person_follow_activity_uq unique,
        state text not null default 'pending'
          constraint ap_person_follow_state_ck check (state in ('pending', 'accepted', 'rejected')),
        created_at timestamptz not null default now(),
        constraint ap_person_follow_pk primary key (account_id, target_id)
      )`);
    await db.query(`create index ap_person_follow_target_idx on ap_person_follow (target_id)`);
    await db.query(
      `create index topic_category_created_idx on topic (category_id, created_at desc, id desc) where deleted_at is null`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index topic_category_created_idx`);
    await db.query(`drop table ap_person_follow`);
    await db.query(`alter table category drop constraint category_person_ck, drop column person`);
  }
}
