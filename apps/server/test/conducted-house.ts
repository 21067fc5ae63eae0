import type { Election, ElectionProcess, PostAddress } from '@app/contract';
import { ElectionClock } from '@app/governance';
import type { Browser } from './browser.ts';
import { type ElectionHouse, electionAt, electionHouse, HOUR_MS, strike } from './election-house.ts';
import { Voter } from './voter.ts';

export const DAY_MS = 24 * HOUR_MS;

const OFFICERS = ['rosa', 'sven', 'tove'] as const;

/** An association with officers: Rosa leads the election, Sven is scrutineer, Tove the appeals body. */
export interface ConductedHouse extends ElectionHouse {
  rosa: Browser;
  sven: Browser;
  tove: Browser;
  people: Record<string, Browser>;
  /** Sets an election up as its owner does, step by step, and announces it. */
  announce(change?: {
    terms?: object;
    bylaws?: object;
    course?: object;
    roll?: object;
    officers?: object;
  }): Promise<string>;
  process(id: string, browser?: Browser): Promise<ElectionProcess>;
  act(browser: Browser, id: string, event: string, more?: object): Promise<Response>;
  /** Has two officers ask for it. */
  both(id: string, event: string, more?: object): Promise<void>;
  pass(id: string, milliseconds: number): Promise<void>;
  /** Leads an election from its announcement to the open vote, with these candidates. */
  openFor(id: string, candidates: string[]): Promise<Election>;
  vote(name: string, election: Election, ranking: number[]): Promise<string>;
}

export async function conductedHouse(names: readonly string[]): Promise<ConductedHouse> {
  const house = await electionHouse('web,worker');
  const [rosa, sven, tove] = await Promise.all(OFFICERS.map((name) => house.member(name)));
  const people: Record<string, Browser> = {};
  for (const name of names) people[name] = await house.member(name);
  await house.db.query(`update account set trust = 'trusted'`);
  await house.staff.send('POST', '/api/v1/groups', {
    slug: 'seated',
    name: 'Those in office',
    description: '',
    visibility: 'public',
  });
  const clock = house.server.app.get(ElectionClock);

  const announce: ConductedHouse['announce'] = async (change = {}) => {
    const now = clock.estimate().getTime();
    const at = (milliseconds: number) => new Date(now + milliseconds).toISOString();
    const bylaws = {
      preset: 'coop',
      noticeDays: 0,
      seconders: 0,
      selfNomination: true,
      acclamation: true,
      quorum: 0,
      challengeDays: 2,
      termMonths: 12,
      vacancy: ['substitute', 'countback', 'by-election'],
      ...change.bylaws,
    };
    const steps = [
      {
        terms: {
          category: 'board',
          title: `Election ${Math.random()}`,
          seats: 2,
          office: null,
          bylaws,
          ...change.terms,
        },
      },
      { roll: { electorate: 'members', recordAt: at(0), ...change.roll } },
      {
        course: {
          nominationsOpenAt: at(-HOUR_MS),
          nominationsCloseAt: at(HOUR_MS),
          votingOpensAt: at(2 * HOUR_MS),
          votingClosesAt: at(3 * HOUR_MS),
          termsStartAt: at(10 * DAY_MS),
          ...change.course,
        },
      },
      { text: { raw: 'Two **seats** are free.' } },
      {
        officers: {
          returningOfficer: 'rosa',
          scrutineers: ['sven'],
          appealsBody: ['tove'],
          sourcesConfirmed: true,
          ...change.officers,
        },
      },
    ];
    const begun = await house.staff.send('POST', '/api/v1/election-drafts');
    const { id: draft } = (await begun.json()) as { id: string };
    for (const step of steps) {
      const saved = await house.staff.send('PATCH', `/api/v1/election-drafts/${draft}`, step);
      if (saved.status !== 204) throw new Error(`not saved: ${await saved.text()}`);
    }
    const answer = await house.staff.send('POST', `/api/v1/election-drafts/${draft}/announce`);
    if (answer.status !== 201) throw new Error(`not announced: ${await answer.text()}`);
    return ((await answer.json()) as PostAddress).topicId;
  };

  const process: ConductedHouse['process'] = async (id, browser = rosa!) => {
    const answer = await browser.send('GET', `/api/v1/elections/${id}/process`);
    if (answer.status !== 200) throw new Error(`no process: ${await answer.text()}`);
    return (await answer.json()) as ElectionProcess;
  };
  const act: ConductedHouse['act'] = (browser, id, event, more = {}) =>
    browser.send('POST', `/api/v1/elections/${id}/process`, { event, ...more });
  const both: ConductedHouse['both'] = async (id, event, more) => {
    for (const [browser, waiting] of [
      [rosa!, true],
      [sven!, false],
    ] as const) {
      const answer = await act(browser, id, event, more);
      const said = (await answer.json()) as { waiting?: boolean };
      if (said.waiting !== waiting) throw new Error(`${event}: ${JSON.stringify(said)}`);
    }
  };
  const tick = (id: string) => strike(house.server, 'election:course', id);
  const pass: ConductedHouse['pass'] = async (id, milliseconds) => {
    clock.shift(milliseconds);
    await tick(id);
    await strike(house.server, 'election:close-voting', id);
  };
  const served = async (id: string): Promise<void> => {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const { notices } = await process(id);
      if (notices.served >= notices.roll) return;
      if (Date.now() > deadline) throw new Error('the notices were not served');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const openFor: ConductedHouse['openFor'] = async (id, candidates) => {
    await served(id);
    await tick(id);
    for (const name of candidates) {
      const answer = await people[name]!.send('POST', `/api/v1/elections/${id}/candidacies`, {
        statement: `I am ${name}.`,
      });
      if (answer.status !== 204) throw new Error(`${name} does not stand: ${await answer.text()}`);
    }
    await pass(id, HOUR_MS);
    for (const name of candidates) {
      await rosa!.send('POST', `/api/v1/elections/${id}/nominations/${name}/decision`, { decision: 'admit' });
    }
    await act(rosa!, id, 'publish-slate');
    await rosa!.send('POST', `/api/v1/elections/${id}/dry-run`);
    await both(id, 'seal');
    await pass(id, HOUR_MS);
    return electionAt(house.staff, id);
  };

  return {
    ...house,
    rosa: rosa!,
    sven: sven!,
    tove: tove!,
    people,
    announce,
    process,
    act,
    both,
    pass,
    openFor,
    vote: async (name, election, ranking) => {
      const voter = new Voter(people[name]!, house.server.url);
      await voter.collect(election.manifest!);
      return voter.cast(election.manifest!, ranking);
    },
  };
}
