import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What members choose about how other servers see them. */
export class MembersElsewhere1764230000000 implements MigrationInterface {
  readonly name = 'MembersElsewhere1764230000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table ap_member (
        account_id bigint constraint ap_member_pk primary key
          constraint ap_member_account_fk references account on delete cascade,
        visible boolean not null default true,
        tells_likes boolean not null default true,
        also_known_as text[] not null default '{}',
        moved_to text
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table ap_member`);
  }
}
