import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KnownPeers1764250000000 implements MigrationInterface {
  readonly name = 'KnownPeers1764250000000';

  async up(db: QueryRunner): Promise<void> {
    // How often another server has answered: until then it gets little at a time.
    await db.query(`alter table ap_peer add column answers int not null default 0`);
    // Those that have been written to for long are no strangers.
    await db.query(`
      update ap_peer p set answers = sent.count
      from (select t.host, count(*)::int as count
            from ap_delivery d join ap_destination t on t.inbox = d.inbox where d.state = 'sent' group by t.host) as sent
      where sent.host = p.host`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table ap_peer drop column answers`);
  }
}
