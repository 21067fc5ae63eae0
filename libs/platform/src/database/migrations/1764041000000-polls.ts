import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Polls1764041000000 implements MigrationInterface {
  readonly name = 'Polls1764041000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table poll (
        post_id bigint constraint poll_pk primary key constraint poll_post_fk references post on delete cascade,
        kind text not null constraint poll_kind_ck check (kind in ('single', 'multiple', 'ranked')),
        question text not null,
        options text[] not null,
        anonymous boolean not null,
        results text not null constraint poll_results_ck check (results in ('after-vote', 'after-close')),
        closes_at timestamptz
      )`);
    // Who has voted. choices stays null in an anonymous poll, where nothing else leads from here to there.
    await db.query(`
      create table poll_voter (
        post_id bigint not null constraint poll_voter_poll_fk references poll on delete cascade,
        account_id bigint not null constraint poll_voter_account_fk references account on delete cascade,
        choices int[],
        constraint poll_voter_pk primary key (post_id, account_id)
      )`);
    // What was voted: equal ballots are one row. Every vote in an anonymous poll writes all its rows anew
    // in their own order, so that neither order nor transaction of a row tells whose vote was which.
    await db.query(`
      create table poll_ballot (
        post_id bigint not null constraint poll_ballot_poll_fk references poll on delete cascade,
        choices int[] not null,
        votes int not null constraint poll_ballot_votes_ck check (votes > 0),
        constraint poll_ballot_pk primary key (post_id, choices)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['poll_ballot', 'poll_voter', 'poll']) await db.query(`drop table ${table}`);
  }
}
