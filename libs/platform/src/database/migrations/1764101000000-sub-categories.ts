import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Categories inside of categories, what a new topic begins with, and topics that stand first everywhere. */
export class SubCategories1764101000000 implements MigrationInterface {
  readonly name = 'SubCategories1764101000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table category
        add column parent_id bigint constraint category_parent_fk references category,
        add column ancestor_ids bigint[] not null default '{}',
        add column template text not null default '',
        add constraint category_parent_ck check (
          cardinality(ancestor_ids) <= 2
          and parent_id is not distinct from ancestor_ids[cardinality(ancestor_ids)])`);
    await db.query(`create index category_parent_idx on category (parent_id)`);
    await db.query(`
      alter table topic
        add column pinned_everywhere boolean not null default false,
        add constraint topic_pinned_everywhere_ck check (not pinned_everywhere or pinned_until is not null)`);
    // Whoever has read a pinned topic can let it sink.
    await db.query(`alter table topic_reading add column unpinned_at timestamptz`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table topic_reading drop column unpinned_at`);
    await db.query(`alter table topic drop column pinned_everywhere`);
    await db.query(
      `alter table category drop column template, drop column ancestor_ids, drop column parent_id`,
    );
  }
}
