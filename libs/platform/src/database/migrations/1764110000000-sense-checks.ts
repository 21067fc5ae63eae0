import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SenseChecks1764110000000 implements MigrationInterface {
  readonly name = 'SenseChecks1764110000000';

  async up(db: QueryRunner): Promise<void> {
    // Votes without a name until they are counted. mark is an HMAC of the voter, content is encrypted; the
    // key is a file beside the database. No time, no number, nothing that another table leads to.
    await db.query(`
      create table sealed_vote (
        box text not null,
        mark bytea not null,
        content bytea not null,
        constraint sealed_vote_pk primary key (box, mark)
      )`);

    // A quick question about how a topic feels. It decides nothing, and ends by itself.
    await db.query(`
      create table sense_check (
        id bigint generated always as identity constraint sense_check_pk primary key,
        topic_id bigint not null constraint sense_check_topic_fk references topic,
        author_id bigint not null constraint sense_check_author_fk references account,
        question text not null,
        options jsonb not null,
        anonymous boolean not null,
        results text not null constraint sense_check_results_ck check (results in ('after-close', 'after-answer')),
        opened_at timestamptz not null,
        closes_at timestamptz not null,
        -- When its end was told; it takes no answers from closes_at on.
        closed_at timestamptz,
        revision int not null default 1,
        constraint sense_check_anonymous_ck check (not anonymous or results = 'after-close'),
        constraint sense_check_timeline_ck check (opened_at < closes_at)
      )`);
    await db.query(`create index sense_check_topic_idx on sense_check (topic_id, id)`);
    await db.query(`create index sense_check_open_idx on sense_check (closes_at) where closed_at is null`);

    // Who has answered. choice stays null in an anonymous one, for ever.
    await db.query(`
      create table sense_answer (
        sense_check_id bigint not null constraint sense_answer_check_fk references sense_check on delete cascade,
        account_id bigint not null constraint sense_answer_account_fk references account,
        choice int,
        reason text not null default '',
        constraint sense_answer_pk primary key (sense_check_id, account_id)
      )`);
    await db.query(`create index sense_answer_account_idx on sense_answer (account_id)`);

    // What was answered without names: written once, at the end, all rows in one transaction and in their own order.
    await db.query(`
      create table sense_ballot (
        sense_check_id bigint not null constraint sense_ballot_check_fk references sense_check on delete cascade,
        choice int not null,
        reason text not null,
        answers int not null constraint sense_ballot_answers_ck check (answers > 0),
        constraint sense_ballot_pk primary key (sense_check_id, choice, reason)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['sense_ballot', 'sense_answer', 'sense_check', 'sealed_vote']) {
      await db.query(`drop table ${table}`);
    }
  }
}
