import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Federation1763800004000 implements MigrationInterface {
  readonly name = 'Federation1763800004000';

  async up(_db: QueryRunner): Promise<void> {}

  async down(_db: QueryRunner): Promise<void> {}
}
