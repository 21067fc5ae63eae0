import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Proposals1764040000000 implements MigrationInterface {
  readonly name = 'Proposals1764040000000';

  async up(db: QueryRunner): Promise<void> {
    // A proposal stands in a topic. Its terms are fixed when it opens; only its text may change, and then
    // the number of its version does. revision counts every change that an open page has to hear of.
    await db.query(`
      create table proposal (
        id bigint generated always as identity constraint proposal_pk primary key,
        topic_id bigint not null constraint proposal_topic_fk references topic,
        author_id bigint not null constraint proposal_author_fk references account,
        title text not null,
        state text not null default 'open'
          constraint proposal_state_ck check (state in ('open', 'closed', 'decided')),
        version int not null default 1,
        revision int not null default 1,
        electorate_slug citext not null,
        electorate_name text not null,
        roll_size int not null,
        quorum int not null constraint proposal_quorum_ck check (quorum between 0 and 100),
        threshold text not null constraint proposal_threshold_ck
          check (threshold in ('majority', 'two-thirds', 'three-quarters', 'unanimity')),
        blocking boolean not null,
        results text not null constraint proposal_results_ck check (results in ('after-close', 'after-vote')),
        opened_at timestamptz not null,
        closes_at timestamptz not null,
        -- When voting ended by the clock; never set for what was withdrawn before.
        closed_at timestamptz,
        constraint proposal_timeline_ck check (opened_at < closes_at)
      )`);
    await db.query(`create index proposal_topic_idx on proposal (topic_id, id)`);
    await db.query(`create index proposal_unsettled_idx on proposal (id) where state <> 'decided'`);

    await db.query(`
      create table proposal_version (
        proposal_id bigint not null constraint proposal_version_proposal_fk references proposal on delete cascade,
        version int not null,
        editor_id bigint not null constraint proposal_version_editor_fk references account,
        raw text not null,
        html text not null,
        created_at timestamptz not null,
        constraint proposal_version_pk primary key (proposal_id, version)
      )`);

    // The roll, complete from the start; voting changes a row and adds none. These are votes by name.
    await db.query(`
      create table proposal_voter (
        proposal_id bigint not null constraint proposal_voter_proposal_fk references proposal on delete cascade,
        account_id bigint not null constraint proposal_voter_account_fk references account,
        choice text constraint proposal_voter_choice_ck check (choice in ('agree', 'abstain', 'disagree', 'block')),
        reason text not null default '',
        version int,
        voted_at timestamptz,
        constraint proposal_voter_pk primary key (proposal_id, account_id),
        constraint proposal_voter_vote_ck check ((choice is null) = (version is null)),
        constraint proposal_voter_reason_ck check (choice <> 'block' or reason <> '')
      ) with (fillfactor = 80)`);
    await db.query(`create index proposal_voter_account_idx on proposal_voter (account_id, proposal_id)`);

    // What was decided, as it was then: nothing here follows later changes of proposal, topic or group.
    await db.query(`
      create table decision (
        id bigint generated always as identity constraint decision_pk primary key,
        proposal_id bigint not null constraint decision_proposal_uq unique
          constraint decision_proposal_fk references proposal,
        topic_id bigint not null constraint decision_topic_fk references topic,
        outcome text not null constraint decision_outcome_ck check (outcome in ('adopted', 'rejected', 'withdrawn')),
        outcome_raw text not null,
        outcome_html text not null,
        title text not null,
        text_raw text not null,
        text_html text not null,
        version int not null,
        terms jsonb not null,
        tally jsonb,
        opened_at timestamptz not null,
        closed_at timestamptz not null,
        decided_at timestamptz not null,
        decided_by_id bigint not null constraint decision_decided_by_fk references account,
        owner_id bigint constraint decision_owner_fk references account,
        review_on date
      )`);
    await db.query(`create index decision_topic_idx on decision (topic_id)`);
    await db.query(`
      create function decision_is_frozen() returns trigger language plpgsql as $$
      begin raise exception 'decisions are not changed'; end $$`);
    await db.query(`
      create trigger decision_frozen before update on decision
        for each row execute function decision_is_frozen()`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['decision', 'proposal_voter', 'proposal_version', 'proposal']) {
      await db.query(`drop table ${table}`);
    }
    await db.query(`drop function decision_is_frozen`);
  }
}
