import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An author can take the preview of a link from a post. */
export class LinkPreviews1764105000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table post_link add hidden boolean not null default false`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table post_link drop column hidden`);
  }
}
