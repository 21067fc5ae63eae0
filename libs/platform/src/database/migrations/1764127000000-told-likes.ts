import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ToldLikes1764127000000 implements MigrationInterface {
  readonly name = 'ToldLikes1764127000000';

  async up(db: QueryRunner): Promise<void> {
    // Who was told to like what, so that an Undo names exactly the Like that was sent.
    await db.query(`
      create table ap_like (
        post_id bigint constraint ap_like_post_fk references post on delete cascade,
        account_id bigint constraint ap_like_account_fk references account on delete cascade,
        revision int not null default 1,
        is_live boolean not null default true,
        constraint ap_like_pk primary key (post_id, account_id)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table ap_like`);
  }
}
