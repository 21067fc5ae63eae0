import type { MigrationInterface, QueryRunner } from 'typeorm';

export class GracePeriod1764210000000 implements MigrationInterface {
  readonly name = 'GracePeriod1764210000000';

  async up(db: QueryRunner): Promise<void> {
    // A slip that is mended at once changes `edited_at`, which other servers are told, and not this.
    await db.query(`alter table post add column revised_at timestamptz`);
    await db.query(`update post set revised_at = edited_at where edited_at is not null`);
    // Whether somebody else has read a post is asked by its topic.
    await db.query(`create index topic_reading_topic_idx on topic_reading (topic_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index topic_reading_topic_idx`);
    await db.query(`alter table post drop column revised_at`);
  }
}
