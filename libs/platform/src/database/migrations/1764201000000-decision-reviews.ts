import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DecisionReviews1764201000000 implements MigrationInterface {
  readonly name = 'DecisionReviews1764201000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create index decision_review_idx on decision (review_on) where review_on is not null`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index decision_review_idx`);
  }
}
