import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Governance1763800003000 implements MigrationInterface {
  readonly name = 'Governance1763800003000';

  async up(db: QueryRunner): Promise<void> {
    // An election is a topic with a clock: its id is the topic's, title and introduction are there. The
    // electorate's name is kept as it was at opening, because the roll was frozen then.
    await db.query(`
      create table election (
        id bigint constraint election_pk primary key constraint election_topic_fk references topic,
        method text not null default 'scottish-stv' constraint election_method_ck check (method = 'scottish-stv'),
        seats int not null constraint election_seats_ck check (seats between 1 and 50),
        electorate_slug citext not null,
        electorate_name text not null,
        phase text not null default 'nominations' constraint election_phase_ck
          check (phase in ('nominations', 'voting', 'counting', 'result', 'void')),
        void_reason text constraint election_void_reason_ck check (void_reason in ('no-candidates', 'no-ballots')),
        roll_size int not null,
        roll_root bytea not null,
        opened_at timestamptz not null default now(),
        nominations_close_at timestamptz not null,
        voting_closes_at timestamptz not null,
        manifest jsonb,
        manifest_hash bytea constraint election_manifest_hash_uq unique,
        turnout_told int not null default 0,
        constraint election_timeline_ck check (nominations_close_at < voting_closes_at),
        constraint election_void_ck check ((phase = 'void') = (void_reason is not null))
      )`);

    await db.query(`
      create table candidacy (
        election_id bigint not null constraint candidacy_election_fk references election on delete cascade,
        account_id bigint not null constraint candidacy_account_fk references account,
        number int,
        statement text not null,
        statement_html text not null,
        nominated_at timestamptz not null default now(),
        constraint candidacy_pk primary key (election_id, account_id),
        constraint candidacy_number_uq unique (election_id, number)
      )`);

    // The electoral roll, complete from the start: collecting a ballot changes a row and adds none. It has
    // no time and nothing that a cast ballot touches, so that it cannot be laid beside the ballots.
    await db.query(`
      create table roll_entry (
        election_id bigint not null constraint roll_entry_election_fk references election on delete cascade,
        account_id bigint not null constraint roll_entry_account_fk references account,
        leaf bytea not null,
        blinded_hash bytea,
        blind_signature bytea,
        constraint roll_entry_pk primary key (election_id, account_id),
        constraint roll_entry_leaf_uq unique (election_id, leaf),
        constraint roll_entry_collected_ck check ((blinded_hash is null) = (blind_signature is null))
      )`);
    await db.query(`
      create index roll_entry_collected_idx on roll_entry (election_id) where blinded_hash is not null`);

    // A ballot must not lead back to its voter: no account, no time, no number that tells an order. All
    // ballots of an election are written at once after voting, in the order of their hashes.
    await db.query(`
      create table ballot (
        election_id bigint not null constraint ballot_election_fk references election on delete cascade,
        leaf bytea not null,
        envelope text not null,
        signature bytea not null,
        constraint ballot_pk primary key (election_id, leaf)
      )`);

    // What closing an election found, column by column as its steps are done.
    await db.query(`
      create table election_count (
        election_id bigint constraint election_count_pk primary key
          constraint election_count_election_fk references election on delete cascade,
        stored int not null,
        log_root bytea not null,
        sealing_key bytea,
        lot_seed text,
        lot_order int[],
        faults jsonb,
        replaced int,
        ballots_blt text,
        sheet jsonb,
        tally_version text
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['election_count', 'ballot', 'roll_entry', 'candidacy', 'election']) {
      await db.query(`drop table ${table}`);
    }
  }
}
