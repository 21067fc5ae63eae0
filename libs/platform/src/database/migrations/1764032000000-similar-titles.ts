import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SimilarTitles1764032000000 implements MigrationInterface {
  readonly name = 'SimilarTitles1764032000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `create index topic_title_trgm_idx on topic using gin (title gin_trgm_ops) where deleted_at is null`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index topic_title_trgm_idx`);
  }
}
