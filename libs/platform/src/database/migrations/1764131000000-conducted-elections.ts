import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ConductedElections1764131000000 implements MigrationInterface {
  readonly name = 'ConductedElections1764131000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create extension if not exists btree_gist`);
    // Who holds an office is in its group, and has the group's rights, as long as the term lasts.
    await db.query(`
      create table office (
        id bigint generated always as identity constraint office_pk primary key,
        slug citext not null constraint office_slug_uq unique,
        name text not null,
        group_slug citext not null,
        seats int not null constraint office_seats_ck check (seats between 1 and 50),
        substitutes int not null default 0 constraint office_substitutes_ck check (substitutes between 0 and 20)
      )`);
    await db.query(`
      create table term (
        id bigint generated always as identity constraint term_pk primary key,
        office_id bigint not null constraint term_office_fk references office,
        seat_no int not null constraint term_seat_ck check (seat_no > 0),
        account_id bigint not null constraint term_account_fk references account,
        starts_at timestamptz not null,
        planned_end_at timestamptz not null,
        ended_at timestamptz,
        end_reason text constraint term_end_reason_ck
          check (end_reason in ('expired', 'resigned', 'recalled', 'ineligible', 'died', 'annulled', 'moved-up')),
        origin text not null constraint term_origin_ck
          check (origin in ('election', 'substitute', 'countback', 'decision')),
        election_id bigint constraint term_election_fk references election,
        constraint term_time_ck check (starts_at < planned_end_at and (ended_at is null or starts_at <= ended_at)),
        constraint term_end_ck check ((ended_at is null) = (end_reason is null)),
        constraint term_overlap_ex exclude using gist
          (office_id with =, seat_no with =, tstzrange(starts_at, coalesce(ended_at, planned_end_at)) with &&)
      )`);
    await db.query(`create index term_account_idx on term (account_id, office_id)`);
    await db.query(`create index term_election_idx on term (election_id)`);

    // What officers conduct an election by; fixed when it is announced.
    await db.query(`
      create table election_process (
        election_id bigint constraint election_process_pk primary key
          constraint election_process_election_fk references election on delete cascade,
        bylaws jsonb not null,
        setup jsonb not null,
        office_id bigint constraint election_process_office_fk references office,
        record_at timestamptz not null,
        roll_frozen_at timestamptz,
        nominations_open_at timestamptz not null,
        voting_opens_at timestamptz not null,
        challenge_ends_at timestamptz,
        terms_start_at timestamptz not null,
        dry_run jsonb,
        outcome text constraint election_process_outcome_ck check (outcome in ('elected', 'uncontested', 'no-quorum')),
        rerun_of_id bigint constraint election_process_rerun_of_fk references election
      )`);
    await db.query(`create index election_process_rerun_of_idx on election_process (rerun_of_id)`);
    await db.query(`
      create table election_draft (
        id bigint generated always as identity constraint election_draft_pk primary key,
        owner_id bigint not null constraint election_draft_owner_fk references account on delete cascade,
        steps jsonb not null default '{}',
        rerun_of_id bigint constraint election_draft_rerun_of_fk references election on delete cascade,
        updated_at timestamptz not null default now()
      )`);
    await db.query(`create index election_draft_owner_idx on election_draft (owner_id, id)`);

    await db.query(`
      alter table candidacy
        add column state text not null default 'admitted' constraint candidacy_state_ck
          check (state in ('nominated', 'accepted', 'admitted', 'refused', 'declined', 'withdrawn')),
        add column nominated_by_id bigint constraint candidacy_nominated_by_fk references account,
        add column reason text,
        add column appeal text,
        add column statement_hash bytea,
        add column questions_topic_id bigint constraint candidacy_questions_topic_fk references topic`);
    await db.query(`
      create table candidacy_second (
        election_id bigint not null,
        candidate_id bigint not null,
        account_id bigint not null constraint candidacy_second_account_fk references account,
        constraint candidacy_second_pk primary key (election_id, candidate_id, account_id),
        constraint candidacy_second_candidacy_fk foreign key (election_id, candidate_id)
          references candidacy on delete cascade
      )`);

    // What happened to somebody's membership. What counts at a moment follows from these lines and the group.
    await db.query(`
      create table standing_event (
        id bigint generated always as identity constraint standing_event_pk primary key,
        account_id bigint not null constraint standing_event_account_fk references account,
        type text not null constraint standing_event_type_ck
          check (type in ('admitted', 'paid', 'lapsed', 'suspended', 'resigned', 'expelled', 'died')),
        at timestamptz not null,
        reason text not null,
        recorded_by_id bigint not null constraint standing_event_recorded_by_fk references account,
        recorded_at timestamptz not null default now()
      )`);
    await db.query(`create index standing_event_account_idx on standing_event (account_id, at)`);
    await db.query(`
      create trigger standing_event_append_only before update or delete or truncate on standing_event
      execute function refuse_change()`);

    await db.query(`
      create table roll_claim (
        id bigint generated always as identity constraint roll_claim_pk primary key,
        election_id bigint not null constraint roll_claim_election_fk references election on delete cascade,
        kind text not null constraint roll_claim_kind_ck check (kind in ('claim', 'objection')),
        account_id bigint not null constraint roll_claim_account_fk references account,
        by_id bigint not null constraint roll_claim_by_fk references account,
        text text not null,
        at timestamptz not null,
        ruling text constraint roll_claim_ruling_ck check (ruling in ('upheld', 'rejected')),
        ruling_reason text,
        ruled_by_id bigint constraint roll_claim_ruled_by_fk references account
      )`);
    await db.query(`create index roll_claim_election_idx on roll_claim (election_id, id)`);
    await db.query(`
      create table challenge (
        id bigint generated always as identity constraint challenge_pk primary key,
        election_id bigint not null constraint challenge_election_fk references election on delete cascade,
        by_id bigint not null constraint challenge_by_fk references account,
        text text not null,
        at timestamptz not null,
        ruling text constraint challenge_ruling_ck check (ruling in ('upheld', 'rejected')),
        ruling_reason text,
        ruled_by_id bigint constraint challenge_ruled_by_fk references account
      )`);
    await db.query(`create index challenge_election_idx on challenge (election_id, id)`);
    // Proof that everybody on the roll was told of the election: whom a mail was written to, and when.
    await db.query(`
      create table election_notice (
        election_id bigint not null constraint election_notice_election_fk references election on delete cascade,
        account_id bigint not null constraint election_notice_account_fk references account,
        address text,
        mailed_at timestamptz not null,
        constraint election_notice_pk primary key (election_id, account_id)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of [
      'election_notice',
      'challenge',
      'roll_claim',
      'standing_event',
      'candidacy_second',
    ]) {
      await db.query(`drop table ${table}`);
    }
    await db.query(`delete from candidacy where state not in ('accepted', 'admitted')`);
    await db.query(`
      alter table candidacy drop column state, drop column nominated_by_id, drop column reason, drop column appeal,
        drop column statement_hash, drop column questions_topic_id`);
    for (const table of ['election_draft', 'election_process', 'term', 'office']) {
      await db.query(`drop table ${table}`);
    }
    await db.query(`drop extension btree_gist`);
  }
}
