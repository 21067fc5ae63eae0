import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What lists and searches say of a topic that something is decided in: whether a vote is open or waits for
 * its outcome, and whether anything has been decided. Kept by a trigger, so that no list asks every topic
 * for its proposals.
 */
export class Deciding1764111000000 implements MigrationInterface {
  readonly name = 'Deciding1764111000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table topic
        add column deciding text constraint topic_deciding_ck check (deciding in ('voting', 'awaiting')),
        add column decided boolean not null default false`);
    await db.query(`
      create function topic_keep_deciding() returns trigger language plpgsql as $$
      begin
        update topic set (deciding, decided) = (
          select case when bool_or(state = 'closed') then 'awaiting' when bool_or(state = 'open') then 'voting' end,
            coalesce(bool_or(state = 'decided'), false)
          from proposal where topic_id = new.topic_id)
        where id = new.topic_id;
        return null;
      end $$`);
    await db.query(`
      create trigger proposal_deciding after insert or update of state on proposal
        for each row execute function topic_keep_deciding()`);
    await db.query(`
      update topic set (deciding, decided) = (
        select case when bool_or(state = 'closed') then 'awaiting' when bool_or(state = 'open') then 'voting' end,
          coalesce(bool_or(state = 'decided'), false)
        from proposal where topic_id = topic.id)
      where exists (select from proposal where topic_id = topic.id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop trigger proposal_deciding on proposal`);
    await db.query(`drop function topic_keep_deciding`);
    await db.query(`alter table topic drop column deciding, drop column decided`);
  }
}
