import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { count, rankedElection } from '@app/tally';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DemoElection } from './demo.ts';
import { readDemo } from './read-demo.ts';

const source = join(import.meta.dirname, 'demo');

describe('the demo association', () => {
  const demo = readDemo(source);
  const topics = [...demo.threads, ...demo.elections];
  const posts = topics.flatMap((topic) => topic.posts);

  it('is eight members in four categories with twenty threads and two elections', () => {
    expect(demo.members).toHaveLength(8);
    expect(demo.categories.map(({ visibility }) => visibility)).toEqual([
      'public',
      'public',
      'public',
      'members',
    ]);
    const titles = [...demo.threads, ...demo.elections].map(({ title }) => title);
    for (const topic of [demo.pinned.topic, ...demo.tags.flatMap(({ topics }) => topics)]) {
      expect(titles).toContain(topic);
    }
    expect(demo.threads).toHaveLength(20);
    expect(demo.elections.map(({ phase }) => phase)).toEqual(['result', 'voting']);
    expect(demo.threads.filter(({ language }) => language === 'sv')).toHaveLength(2);
  });

  it('keeps its members-only category away from other servers', () => {
    expect(demo.categories.filter((each) => each.visibility === 'members' && each.federated)).toEqual([]);
  });

  it('has every member talking, in threads from two posts to thirty', () => {
    expect(new Set(posts.map(({ author }) => author))).toEqual(
      new Set(demo.members.map(({ handle }) => handle)),
    );
    const lengths = demo.threads.map((thread) => thread.posts.length);
    expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([2, 30]);
  });

  it('goes back ten months and is alive within the last hours', () => {
    const minutes = posts.map(({ minutesAgo }) => minutesAgo);
    expect(Math.max(...minutes) / (24 * 60)).toBeCloseTo(290, -1);
    expect(minutes.filter((each) => each < 12 * 60).length).toBeGreaterThanOrEqual(5);
  });

  it('has replies to posts, edits and deletions', () => {
    expect(posts.filter(({ replyTo }) => replyTo !== null).length).toBeGreaterThan(100);
    expect(posts.filter(({ edits }) => edits.length > 0).length).toBeGreaterThanOrEqual(4);
    expect(posts.filter(({ deletion }) => deletion).length).toBeGreaterThanOrEqual(3);
  });

  it('elects whom the finished election says, one of them from behind without a first preference', () => {
    const sheet = countOf(demo.elections.find(({ phase }) => phase === 'result'));
    expect(sheet.elected).toEqual(['wenche@1', 'tomasz@4', 'farah@4']);
    expect(sheet.actions).toEqual(['first', 'surplus wenche', 'exclude leo', 'exclude bertil']);
    expect(sheet.farah).toEqual(['0.00000', '1.20000', '1.60000', '2.00000']);
    expect(sheet.ties).toEqual([]);
  });
});

describe('a demo file with a mistake', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'folkmoot-demo-'));
    cpSync(source, directory, { recursive: true });
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const shoe = 'threads/20-found-shoe.md';
  const open = 'elections/2-auditors.md';
  const closed = 'elections/1-board.md';

  it.each<[string, string, [string | RegExp, string], string]>([
    ['an unknown category', shoe, ['category: house', 'category: hose'], ':3: "category" cannot be "hose"'],
    ['an unknown field', shoe, ['language: en', 'language: en\npinned: yes'], ':5: unknown field "pinned"'],
    ['a missing field', shoe, ['language: en\n', ''], ':1: "language" is missing'],
    ['a stranger', shoe, ['2 @nadia', '2 @astrid'], ':11: no member signs with "@astrid'],
    ['a wrong number', shoe, ['2 @nadia', '3 @nadia'], ':11: this is post 2, not 3'],
    [
      'a time that goes back',
      shoe,
      ['@nadia 16d 3h', '@nadia 17d 3h'],
      ':11: not later than the post before',
    ],
    ['a time that is none', shoe, ['@nadia 16d 3h 40m ago', '@nadia lately'], ':11: "lately" is no time'],
    ['a reply to nothing', shoe, ['3h 40m ago', '3h 40m ago | reply 2'], ':11: there is no post 2'],
    ['an empty post', shoe, [/blue, velcro.*/, ''], ':7: no text'],
    ['an unknown section', shoe, ['--- 2 @nadia', '--- like @nadia'], ':11: unknown section'],
    ['an edit by a neighbour', shoe, ['--- 2 @nadia', '--- edit @nadia'], ':11: @nadia may not change'],
    [
      'a post before its author joined',
      'threads/19-hello-from-b2.md',
      ['@emeka 130d', '@emeka 140d'],
      ':7: @emeka had not joined',
    ],
    ['a ballot for nobody', closed, ['ballot bertil', 'ballot ingrid'], ': not a ranking of candidates'],
    [
      'a ballot before the close',
      open,
      ['--- 1 @ingrid', '--- ballot nadia leo\n\n--- 1 @ingrid'],
      ':1: ballots are not known',
    ],
    ['voting that is over', open, ['in 6d', '1h ago'], ':1: voting is over'],
    [
      'more winners than seats',
      closed,
      ['tomasz farah\n', 'tomasz farah leo\n'],
      ':1: 3 seats, but 4 elected',
    ],
  ])('is refused with file and line: %s', (_, file, [right, wrong], message) => {
    const path = join(directory, file);
    const text = readFileSync(path, 'utf8');
    expect(text).toMatch(right);
    writeFileSync(path, text.replace(right, wrong));
    expect(() => readDemo(directory)).toThrow(path);
    expect(() => readDemo(directory)).toThrow(message);
  });

  it('is refused when a member has a field that nobody reads', () => {
    const path = join(directory, 'association.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"bio"', '"boi"'));
    expect(() => readDemo(directory)).toThrow(/association\.json[^]*boi/);
  });
});

/** What Scottish STV makes of an election's ballots, in handles. */
function countOf(election: DemoElection | undefined) {
  if (!election) throw new Error('no such election');
  const handles = election.candidates.map(({ handle }) => handle);
  const numberOf = (handle: string): number => handles.indexOf(handle) + 1;
  const name = (number: number | null): string => (number === null ? '' : ` ${handles[number - 1]}`);
  const contest = { title: election.title, seats: election.seats, candidates: handles };
  const rankings = election.ballots.map((ballot) => ballot.map(numberOf));
  const sheet = count(rankedElection(contest, rankings), { method: election.method });
  expect(sheet.elected.map(({ candidate }) => handles[candidate - 1])).toEqual(election.elected);
  return {
    elected: sheet.elected.map(({ candidate, stage }) => `${handles[candidate - 1]}@${stage}`),
    actions: sheet.stages.map(({ action, candidate }) => `${action}${name(candidate)}`),
    farah: sheet.stages.map(({ votes }) => votes[numberOf('farah') - 1]),
    ties: sheet.ties,
  };
}
