import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ReplyTree1764026000000 implements MigrationInterface {
  readonly name = 'ReplyTree1764026000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `create index post_reply_idx on post (topic_id, reply_to_number, number) where reply_to_number is not null`,
    );
    await db.query(`
      create index post_root_idx on post (topic_id, number)
        where reply_to_number is null or reply_to_number = 1`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index post_root_idx, post_reply_idx`);
  }
}
