import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Governance1763800003000 implements MigrationInterface {
  readonly name = 'Governance1763800003000';

  async up(_db: QueryRunner): Promise<void> {}

  async down(_db: QueryRunner): Promise<void> {}
}
