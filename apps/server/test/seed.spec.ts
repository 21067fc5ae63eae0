import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDataSource } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { AppModule } from '../src/app.module.ts';
import { ENTITIES } from '../src/entities.ts';
import { readDemo } from '../src/seed/read-demo.ts';
import { seedDemo } from '../src/seed/seed-demo.ts';

const demo = readDemo(`${import.meta.dirname}/../src/seed/demo`);

describe('the demo association', () => {
  let rooms: INestApplicationContext;
  let db: DataSource;
  let dataDir: string;

  beforeAll(async () => {
    const url = await freshDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'folkmoot-seed-'));
    const config = configFor(url, { DATA_DIR: dataDir });
    const pool = await createDataSource(url, ENTITIES).initialize();
    rooms = await NestFactory.createApplicationContext(AppModule.with(config, pool), {
      logger: false,
      abortOnError: false,
    });
    db = rooms.get(DataSource);
  });
  afterAll(async () => {
    await rooms.close();
    await rm(dataDir, { recursive: true });
  });

  const threads = () =>
    db.query<{ title: string; posts: number }[]>(
      `select title, (select count(*)::int from post where topic_id = topic.id and kind = 'post') as posts
       from topic where kind = 'discussion' and title not like 'Questions to %' order by title`,
    );

  it('is complete after a first start that was interrupted and a second one', async () => {
    const powerCut = (share: number) => {
      if (share > 0.4) throw new Error('power cut');
    };
    await expect(seedDemo(rooms, demo, powerCut)).rejects.toThrow('power cut');
    expect(await seedDemo(rooms, demo)).toBe(true);

    const wanted = demo.threads.map(({ title, posts }) => ({ title, posts: posts.length }));
    expect(await threads()).toEqual(wanted.toSorted((a, b) => (a.title < b.title ? -1 : 1)));
    const [{ members }] = await db.query<[{ members: number }]>(
      `select count(*)::int as members from account`,
    );
    expect(members).toBe(demo.members.length);
  });

  it('has told its members what was written to them lately, each thing once', async () => {
    const told = await db.query<{ kind: string; people: number }[]>(
      `select kind, count(distinct account_id)::int as people from notification n
       where exists (select from notification_item i where i.notification_id = n.id and i.post_id is not null)
       group by kind`,
    );
    expect(told.length).toBeGreaterThan(0);
    const [{ late }] = await db.query<[{ late: number }]>(
      `select count(*)::int as late from notification n
         join notification_item i on i.notification_id = n.id join post p on p.id = i.post_id
       where n.told_at < p.created_at or p.created_at < now() - interval '21 hours'`,
    );
    expect(late).toBe(0);
  });

  it('has decided one thing by open votes, and votes on another', async () => {
    const proposals = await db.query<unknown[]>(
      `select p.state, d.outcome, count(v.choice)::int as votes from proposal p
         join proposal_voter v on v.proposal_id = p.id left join decision d on d.proposal_id = p.id
       group by p.id, d.id order by p.id`,
    );
    expect(proposals).toEqual([
      { state: 'decided', outcome: 'adopted', votes: 6 },
      { state: 'open', outcome: null, votes: 2 },
    ]);
  });

  it('has asked twice how a topic feels, and reacted to what was written', async () => {
    const checks = await db.query<unknown[]>(
      `select closed_at is not null as closed, (select count(*)::int from sense_answer a where a.sense_check_id = s.id) as answers,
         (select sum(answers)::int from sense_ballot b where b.sense_check_id = s.id) as counted from sense_check s order by id`,
    );
    expect(checks).toEqual([
      { closed: true, answers: 5, counted: 5 },
      { closed: false, answers: 4, counted: null },
    ]);
    const [{ reactions }] = await db.query<[{ reactions: number }]>(
      `select count(*)::int as reactions from reaction`,
    );
    expect(reactions).toBe(demo.reactions.flatMap(({ by }) => by).length);
  });

  it('has elected its board by ballots that were cast in secret, and votes for its auditors now', async () => {
    const elections = await db.query<
      { title: string; phase: string; collected: number; elected: number[] }[]
    >(
      `select topic.title, phase, sheet->'elected' as elected,
         (select count(*)::int from roll_entry where election_id = election.id and blinded_hash is not null) as collected
       from election join topic using (id) left join election_count on election_id = election.id
       where procedure = 'clock' order by opened_at`,
    );
    expect(elections).toMatchObject(
      demo.elections.map(({ title, phase, ballots }) => ({ title, phase, collected: ballots.length })),
    );
    const [board] = demo.elections;
    const winners = await db.query<{ handle: string }[]>(
      `select account.handle from election_count
       cross join lateral jsonb_to_recordset(sheet->'elected') as won (candidate int, stage int)
       join candidacy on candidacy.election_id = election_count.election_id and candidacy.number = won.candidate
       join account on account.id = candidacy.account_id
       join election on election.id = election_count.election_id and procedure = 'clock'`,
    );
    expect(new Set(winners.map(({ handle }) => handle))).toEqual(new Set(board?.elected));
    const [{ late }] = await db.query<[{ late: number }]>(
      `select count(*)::int as late from post join election on election.id = topic_id
       where phase = 'result' and created_at > voting_closes_at + interval '1 day' and created_at > now() - interval '1 hour'`,
    );
    expect(late).toBe(0);
  });

  it('has stewards in office whom officers had elected, and takes nominations for another office', async () => {
    const conducted = await db.query<unknown[]>(
      `select topic.title, election.state,
         (select coalesce(array_agg(account.handle::text order by account.handle), '{}') from term
          join account on account.id = account_id where term.election_id = election.id) as "inOffice",
         (select count(*)::int from candidacy where election_id = election.id) as nominated
       from election join topic using (id) where procedure = 'officers' order by opened_at`,
    );
    const [stewards, committee] = demo.conducted;
    expect(conducted).toEqual([
      { title: stewards?.title, state: 'certified', inOffice: stewards?.elected, nominated: 4 },
      { title: committee?.title, state: 'nominations', inOffice: [], nominated: 3 },
    ]);
    const [{ young }] = await db.query<[{ young: number }]>(
      `select count(*)::int as young from post join election on election.id = topic_id
       where procedure = 'officers' and created_at > now() - interval '1 day'`,
    );
    expect(young).toBe(0);
  });

  it('keeps what was edited and deleted as its members did it', async () => {
    const posts = [...demo.threads, ...demo.elections].flatMap((thread) => thread.posts);
    const [{ edits, deleted }] = await db.query<[{ edits: number; deleted: number }]>(
      `select (select count(*)::int from post_revision) as edits,
              (select count(*)::int from post where deleted_at is not null) as deleted`,
    );
    expect(edits).toBe(posts.reduce((sum, post) => sum + post.edits.length, 0));
    expect(deleted).toBe(posts.filter(({ deletion }) => deletion).length);
    expect(deleted).toBeGreaterThan(0);
  });

  it('is not told twice', async () => {
    const before = await threads();
    expect(await seedDemo(rooms, demo)).toBe(false);
    expect(await threads()).toEqual(before);
  });
});
