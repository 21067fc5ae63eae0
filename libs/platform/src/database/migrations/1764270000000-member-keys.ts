import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MemberKeys1764270000000 implements MigrationInterface {
  readonly name = 'MemberKeys1764270000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table member_key (
        account_id bigint constraint member_key_pk primary key constraint member_key_account_fk references account,
        public_key bytea not null constraint member_key_length_ck check (length(public_key) = 32),
        enrolled_at timestamptz not null default now()
      )`);
    // The key as it was at the record date, and the request for a ballot that it signed. No time, as before.
    await db.query(`
      alter table roll_entry add column member_key bytea, add column request_signature bytea,
        add constraint roll_entry_signed_ck check (request_signature is null or
          (member_key is not null and blinded_hash is not null))`);
    await db.query(`alter table election_count add column issued_by_key int`);
    await db.query(`update election_count set issued_by_key = 0 where issued is not null`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table election_count drop column issued_by_key`);
    await db.query(`
      alter table roll_entry drop constraint roll_entry_signed_ck, drop column request_signature, drop column member_key`);
    await db.query(`drop table member_key`);
  }
}
