import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ToldTopics1764126000000 implements MigrationInterface {
  readonly name = 'ToldTopics1764126000000';

  async up(db: QueryRunner): Promise<void> {
    // What other servers were told of a topic, to be compared with what it is.
    await db.query(`
      create table ap_topic (
        topic_id bigint constraint ap_topic_pk primary key
          constraint ap_topic_topic_fk references topic on delete cascade,
        group_id text not null,
        title text not null,
        is_shown boolean not null default true,
        is_closed boolean not null default false,
        is_pinned boolean not null default false,
        revision int not null default 0
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table ap_topic`);
  }
}
