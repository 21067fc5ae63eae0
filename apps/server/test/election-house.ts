import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Election, PostAddress, Problem } from '@app/contract';
import { CategoriesService } from '@app/forum';
import { ElectionClock } from '@app/governance';
import { createDataSource, Jobs } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { type Logger, pino } from 'pino';
import type { DataSource } from 'typeorm';
import { ENTITIES } from '../src/entities.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import { Browser } from './browser.ts';

export const HOUR_MS = 3_600_000;

/** A whole server with a data folder of its own, a category `board` and a staff member who is signed in. */
export interface ElectionHouse {
  server: RunningServer;
  db: DataSource;
  dataDir: string;
  staff: Browser;
  member(username: string): Promise<Browser>;
  /** Opens an election whose nominations close in one hour and whose voting closes in two. */
  openElection(terms?: object): Promise<string>;
  /** Lets an hour pass; no job has run yet. */
  passTime(): void;
  /** Runs the jobs of the clock as the worker does. */
  strikeClock(electionId: string): Promise<void>;
  /** Lets an hour pass, and the clock strike for this election. */
  hourPasses(electionId: string): Promise<void>;
  /** Starts another process on the same database and data folder, as after a crash or beside the first. */
  startAnother(): Promise<RunningServer>;
  stop(): Promise<void>;
}

/** @param roles `web` alone leaves striking the clock to the spec */
export async function electionHouse(
  roles = 'web',
  log: Logger = pino({ level: 'silent' }),
  variables: Record<string, string> = {},
): Promise<ElectionHouse> {
  const databaseUrl = await freshDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'folkmoot-election-'));
  const db = await createDataSource(databaseUrl, ENTITIES).initialize();
  const config = configFor(databaseUrl, { PORT: '0', ROLES: roles, DATA_DIR: dataDir, ...variables });
  const server = await startServer({ config, db, databaseUrl, log });
  const others: RunningServer[] = [];
  await server.app.get(CategoriesService).create({ slug: 'board', name: 'The board' });

  const member = async (username: string): Promise<Browser> => {
    const browser = new Browser(server.url);
    const newcomer = {
      email: `${username}@example.org`,
      username,
      name: `${username} Andersson`,
      password: 'correct horse battery',
    };
    const answer = await browser.send('POST', '/api/v1/accounts', newcomer);
    if (answer.status !== 201) throw new Error(`${username} could not sign up: ${await answer.text()}`);
    return browser;
  };
  const staff = await member('sam');
  await db.query(`update account set role = 'staff' where handle = 'sam'`);

  const passTime = (): void => server.app.get(ElectionClock).shift(HOUR_MS);
  const strikeClock = async (electionId: string): Promise<void> => {
    await strike(server, 'election:open-voting', electionId);
    await strike(server, 'election:close-voting', electionId);
  };

  return {
    server,
    db,
    dataDir,
    staff,
    member,
    openElection: async (terms = {}) => {
      const answer = await staff.send('POST', '/api/v1/elections', { ...termsFrom(server), ...terms });
      if (answer.status !== 201) throw new Error(`no election: ${await answer.text()}`);
      return ((await answer.json()) as PostAddress).topicId;
    },
    passTime,
    strikeClock,
    hourPasses: async (electionId) => {
      passTime();
      await strikeClock(electionId);
    },
    startAnother: async () => {
      const pool = await createDataSource(databaseUrl, ENTITIES).initialize();
      const other = await startServer({ config, db: pool, databaseUrl, log });
      others.push(other);
      return other;
    },
    stop: async () => {
      for (const one of [server, ...others]) await one.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** Runs a job of the clock as the worker does. */
export async function strike({ app }: RunningServer, task: string, electionId: string): Promise<void> {
  await app.get(Jobs).taskList[task]!({ electionId }, undefined as never);
}

export function termsFrom({ app }: RunningServer) {
  const now = app.get(ElectionClock).estimate().getTime();
  return {
    category: 'board',
    title: 'Election of the board',
    raw: 'Three **seats** are free.',
    seats: 2,
    electorate: 'members',
    nominationsCloseAt: new Date(now + HOUR_MS).toISOString(),
    votingClosesAt: new Date(now + 2 * HOUR_MS).toISOString(),
  };
}

export async function electionAt(browser: Browser, id: string): Promise<Election> {
  const answer = await browser.send('GET', `/api/v1/elections/${id}`);
  return (await answer.json()) as Election;
}

export async function codeOf(answer: Response): Promise<string> {
  return ((await answer.json()) as Problem).code;
}
