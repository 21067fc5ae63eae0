import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Ballots1764140000000 implements MigrationInterface {
  readonly name = 'Ballots1764140000000';

  async up(db: QueryRunner): Promise<void> {
    // Ballots come into the log in batches; the number of its batch is all that a ballot tells about its time.
    await db.query(`alter table ballot add column batch int not null default 1`);
    await db.query(`alter table ballot alter column batch drop default`);
    await db.query(`create index ballot_log_idx on ballot (election_id, batch, leaf)`);

    await db.query(`
      create table tree_head (
        election_id bigint not null constraint tree_head_election_fk references election on delete cascade,
        batch int not null,
        size int not null,
        root bytea not null,
        signature bytea not null,
        constraint tree_head_pk primary key (election_id, batch)
      )`);

    await db.query(`
      alter table election_count add column lot_secrets jsonb, add column replaced_leaves bytea[],
        add column issued int, add column issuance_root bytea`);
    await db.query(`
      update election_count k set replaced_leaves = array(
        select leaf from (
          select leaf, row_number() over (partition by envelope::jsonb ->> 'credentialKey'
            order by (envelope::jsonb ->> 'sequence')::int desc, leaf) as place
          from ballot b where b.election_id = k.election_id) each where place > 1)
      where k.sheet is not null`);

    await db.query(`
      create table closing_progress (
        election_id bigint constraint closing_progress_pk primary key
          constraint closing_progress_election_fk references election on delete cascade,
        step text not null,
        done int not null,
        total int not null
      )`);

    // What officers add to the lot: promised before voting, shown after it.
    await db.query(`
      create table lot_secret (
        election_id bigint not null constraint lot_secret_election_fk references election on delete cascade,
        account_id bigint not null constraint lot_secret_account_fk references account,
        commitment bytea not null,
        secret bytea,
        constraint lot_secret_pk primary key (election_id, account_id)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['lot_secret', 'closing_progress', 'tree_head'])
      await db.query(`drop table ${table}`);
    await db.query(`
      alter table election_count drop column lot_secrets, drop column replaced_leaves,
        drop column issued, drop column issuance_root`);
    await db.query(`drop index ballot_log_idx`);
    await db.query(`alter table ballot drop column batch`);
  }
}
