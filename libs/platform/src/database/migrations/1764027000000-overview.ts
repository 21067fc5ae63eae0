import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Overview1764027000000 implements MigrationInterface {
  readonly name = 'Overview1764027000000';

  async up(db: QueryRunner): Promise<void> {
    // Every version of the state of a discussion, which members keep together; the newest one is shown.
    await db.query(`
      create table topic_overview (
        topic_id bigint not null constraint topic_overview_topic_fk references topic on delete cascade,
        version int not null,
        editor_id bigint not null constraint topic_overview_editor_fk references account,
        raw text not null,
        html text not null,
        created_at timestamptz not null default now(),
        constraint topic_overview_pk primary key (topic_id, version)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table topic_overview`);
  }
}
