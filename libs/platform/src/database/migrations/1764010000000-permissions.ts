import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Permissions1764010000000 implements MigrationInterface {
  readonly name = 'Permissions1764010000000';

  async up(db: QueryRunner): Promise<void> {
    // One document in the category's own row: the policy asks for all of it, always with the row, and never
    // across categories. visibility is its short form, which constraints and other servers' rules build upon.
    await db.query(`
      alter table category
        add column permissions jsonb not null
          default '{"guests": ["see", "read"], "members": ["see", "read", "reply", "create"], "groups": {}}'`);
    await db.query(`
      update category set permissions =
        '{"guests": [], "members": ["see", "read", "reply", "create"], "groups": {}}'
      where visibility = 'members'`);
    await db.query(`alter table category drop constraint category_visibility_ck`);
    await db.query(`
      alter table category add constraint category_visibility_ck
        check (visibility in ('public', 'members', 'groups', 'messages'))`);
    // Being public and being readable by guests is one thing, whoever writes the row.
    await db.query(`
      alter table category add constraint category_permissions_ck
        check ((visibility = 'public') = (permissions->'guests' ? 'read'))`);

    // Who reads a private topic stands in its row, so that every judgement on the row can be made from it.
    await db.query(
      `alter table topic add column participant_ids bigint[], add column participant_group_ids bigint[]`,
    );
    await db.query(`
      create index topic_participant_idx on topic using gin (participant_ids) where participant_ids is not null`);
    await db.query(`
      create index topic_participant_group_idx on topic using gin (participant_group_ids)
        where participant_group_ids is not null`);
    await db.query(
      `insert into local_handle (handle, kind) values ('messages', 'reserved') on conflict do nothing`,
    );
    await db.query(`
      insert into category (slug, name, visibility, permissions, position)
      values ('~messages', 'Messages', 'messages', '{"guests": [], "members": [], "groups": {}}', 1000000)`);
    await db.query(
      `create unique index category_messages_uq on category (visibility) where visibility = 'messages'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index category_messages_uq`);
    await db.query(`delete from category where visibility = 'messages'`);
    await db.query(`delete from local_handle where handle = 'messages' and kind = 'reserved'`);
    await db.query(`alter table topic drop column participant_ids, drop column participant_group_ids`);
    await db.query(`alter table category drop constraint category_permissions_ck`);
    await db.query(`update category set visibility = 'members' where visibility = 'groups'`);
    await db.query(`alter table category drop constraint category_visibility_ck`);
    await db.query(`
      alter table category add constraint category_visibility_ck check (visibility in ('public', 'members'))`);
    await db.query(`alter table category drop column permissions`);
  }
}
