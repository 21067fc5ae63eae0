import type { MigrationInterface, QueryRunner } from 'typeorm';

const PHASES = `check (phase in ('announced', 'nominations', 'campaign', 'voting', 'counting', 'result', 'void'))`;
const STATES = `check (state in ('announced', 'nominations', 'scrutiny', 'campaign', 'sealed', 'open', 'suspended',
  'closed', 'opened', 'counted', 'challenged', 'certified', 'cancelled', 'voided'))`;
const VOID_REASONS = `check (void_reason in ('no-candidates', 'no-ballots', 'no-quorum', 'cancelled', 'annulled'))`;

export class Process1764130000000 implements MigrationInterface {
  readonly name = 'Process1764130000000';

  async up(db: QueryRunner): Promise<void> {
    // The state is where officers see an election, the phase what it is about for readers; the program
    // writes both together. Elections of old are moved on by the clock alone.
    await db.query(`
      alter table election
        add column procedure text not null default 'clock'
          constraint election_procedure_ck check (procedure in ('clock', 'officers')),
        add column state text not null default 'nominations' constraint election_state_ck ${STATES},
        drop constraint election_phase_ck,
        add constraint election_phase_ck ${PHASES},
        drop constraint election_void_reason_ck,
        add constraint election_void_reason_ck ${VOID_REASONS}`);
    await db.query(`
      update election set state = case phase when 'voting' then 'open' when 'counting' then 'closed'
        when 'result' then 'counted' when 'void' then 'voided' else 'nominations' end`);

    await db.query(`
      create table election_officer (
        election_id bigint not null constraint election_officer_election_fk references election on delete cascade,
        account_id bigint not null constraint election_officer_account_fk references account,
        role text not null constraint election_officer_role_ck
          check (role in ('returning-officer', 'scrutineer', 'appeals-body')),
        constraint election_officer_pk primary key (election_id, account_id)
      )`);

    // What one officer has asked for and another has not yet confirmed.
    await db.query(`
      create table election_approval (
        election_id bigint not null constraint election_approval_election_fk references election on delete cascade,
        event text not null,
        account_id bigint not null constraint election_approval_account_fk references account,
        reason text not null default '',
        at timestamptz not null,
        constraint election_approval_pk primary key (election_id, event, account_id)
      )`);

    // The log of everything that governs, one chain for the whole site. It holds no ballot and no time at
    // which anybody collected or cast one.
    await db.query(`
      create table gov_event (
        seq bigint constraint gov_event_pk primary key,
        topic_id bigint constraint gov_event_topic_fk references topic,
        type text not null,
        actor_id bigint constraint gov_event_actor_fk references account,
        at timestamptz not null,
        payload jsonb not null,
        payload_hash bytea not null,
        prev_hash bytea not null,
        hash bytea not null constraint gov_event_hash_uq unique
      )`);
    await db.query(`create index gov_event_topic_idx on gov_event (topic_id, seq)`);
    await db.query(`
      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_name;
      end $$`);
    await db.query(`
      create trigger gov_event_append_only before update or delete or truncate on gov_event
      execute function refuse_change()`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['gov_event', 'election_approval', 'election_officer']) {
      await db.query(`drop table ${table}`);
    }
    await db.query(`drop function refuse_change()`);
    await db.query(`delete from election where procedure = 'officers'`);
    await db.query(`
      alter table election drop column procedure, drop column state,
        drop constraint election_phase_ck,
        add constraint election_phase_ck check (phase in ('nominations', 'voting', 'counting', 'result', 'void')),
        drop constraint election_void_reason_ck,
        add constraint election_void_reason_ck check (void_reason in ('no-candidates', 'no-ballots'))`);
  }
}
