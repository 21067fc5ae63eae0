import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Destinations1764125000000 implements MigrationInterface {
  readonly name = 'Destinations1764125000000';

  async up(db: QueryRunner): Promise<void> {
    // One row for each inbox that ever got something; what is due is found without reading what waits.
    await db.query(`
      create table ap_destination (
        inbox text constraint ap_destination_pk primary key,
        host text not null,
        next_at timestamptz
      )`);
    await db.query(
      `create index ap_destination_due_idx on ap_destination (next_at) where next_at is not null`,
    );
    await db.query(`create index ap_destination_host_idx on ap_destination (host)`);
    await db.query(`
      insert into ap_destination (inbox, host, next_at)
      select inbox, substring(inbox from '^https?://([^/]+)'),
        case when bool_or(state = 'pending') then now() end
      from ap_delivery where inbox ~ '^https?://[^/]+' group by inbox`);
    await db.query(`
      create table ap_peer (
        host text constraint ap_peer_pk primary key,
        failures int not null default 0,
        failing_since timestamptz,
        retry_at timestamptz,
        paused_at timestamptz,
        last_ok_at timestamptz,
        last_error text,
        last_error_at timestamptz
      )`);
    await db.query(`
      create table ap_host_rule (
        pattern text constraint ap_host_rule_pk primary key,
        rule text not null constraint ap_host_rule_rule_ck
          check (rule in ('allow', 'limit', 'media-off', 'reports-ignored', 'deny')),
        note text not null default '',
        expires_at timestamptz,
        created_by_id bigint constraint ap_host_rule_created_by_fk references account on delete set null,
        created_at timestamptz not null default now()
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table ap_host_rule, ap_peer, ap_destination`);
  }
}
