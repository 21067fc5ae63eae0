import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PublicPolls1764236000000 implements MigrationInterface {
  readonly name = 'PublicPolls1764236000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table poll add column is_public boolean not null default false`);
    // What people on other servers answered, who have no account here and count apart from members.
    await db.query(`
      create table outside_poll_vote (
        post_id bigint not null constraint outside_poll_vote_poll_fk references poll on delete cascade,
        actor text not null,
        choice int not null constraint outside_poll_vote_choice_ck check (choice > 0),
        constraint outside_poll_vote_pk primary key (post_id, actor, choice)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table outside_poll_vote`);
    await db.query(`alter table poll drop column is_public`);
  }
}
