import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CountSheet } from '@app/contract';
import { count, type CountSheet as TallySheet, type Method, readBallotFile } from '@app/tally';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { countCommand } from './count.command.ts';

const WARD = '4 2\n7 1 2 0\n2 2 0\n2 3 2 0\n1 4 3 0\n0\n"Ann <A&B>"\n"Bo"\n"Cy"\n"Di"\n"North ward"\n';
const SCORES = 'score:Ann,score:Bo\n5,4\n5,4\n0,4\n';
let directory = '';
const path = (name: string) => join(directory, name);

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'folkmoot-count-'));
  writeFileSync(path('ward.blt'), WARD);
  writeFileSync(path('scores.csv'), SCORES);
  writeFileSync(path('broken.blt'), '2 1\n1 1=2 0\n');
});
afterAll(() => rmSync(directory, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

/** Runs the command as a terminal would, with what it wrote. */
async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((...[text, ...rest]: unknown[]) => {
    out += String(text);
    for (const done of rest) if (typeof done === 'function') (done as () => void)();
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
  const code = await countCommand(argv);
  vi.restoreAllMocks();
  return { code, out, err };
}

describe('folkmoot count', () => {
  it('prints a readable count sheet', async () => {
    const { code, out, err } = await run('--method', 'scottish-stv', path('ward.blt'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Scottish STV: 2 seats, 12 valid ballots, quota 5');
    expect(out).toContain('Ann <A&B> (1), stage 1');
    expect(out).toMatch(/Stage 2\. Ann <A&B> has 2 more than the quota/);
    expect(out).toMatch(/2 Bo +3\.99997 +\+1\.99997/);
  });

  it('prints one line of JSON for each file, and counts the others when one cannot be read', async () => {
    const files = [path('ward.blt'), path('broken.blt'), path('absent.blt'), path('ward.blt')];
    const { code, out, err } = await run('--method', 'scottish-stv', '--format', 'json', ...files);
    expect(code).toBe(1);
    expect(err).toBe(
      `${path('broken.blt')}:2: equal ranks ("=") cannot be counted\n${path('absent.blt')}: there is no such file\n`,
    );
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({
      file: path('ward.blt'),
      method: 'scottish-stv',
      seats: 2,
      candidates: ['Ann <A&B>', 'Bo', 'Cy', 'Di'],
      validBallots: 12,
      quota: '5.00000',
      elected: [
        { candidate: 1, stage: 1 },
        { candidate: 2, stage: 4 },
      ],
      ties: [],
    });
    expect((lines[0]!['stages'] as unknown[])[0]).toMatchObject({
      stage: 1,
      action: 'first',
      candidate: null,
      votes: ['7.00000', '2.00000', '2.00000', '1.00000'],
      nonTransferable: '0.00000',
      elected: [1],
      excluded: [],
    });
  });

  it('counts by Scottish STV unless told otherwise', async () => {
    const { out } = await run('--format', 'json', path('ward.blt'));
    expect(JSON.parse(out)).toMatchObject({ method: 'scottish-stv' });
  });

  it('takes seats, the lot order and withdrawals', async () => {
    const flags = ['--seats', '1', '--lot-order', '4,3,2,1', '--withdraw', '1'];
    const { out } = await run('--method', 'meek', ...flags, '--format', 'json', path('ward.blt'));
    expect(JSON.parse(out)).toMatchObject({
      seats: 1,
      lotOrder: [4, 3, 2, 1],
      withdrawn: [1],
      elected: [{ candidate: 2 }],
    });
  });

  it('fills a vacancy', async () => {
    const { code, out } = await run(
      '--countback',
      '--departed',
      '1',
      '--protected',
      '2',
      '--format',
      'json',
      path('ward.blt'),
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      method: 'countback',
      departed: [1],
      protected: [2],
      newlyElected: [3],
    });
  });

  it('prints one page that needs nothing else and shows names as text', async () => {
    const { code, out } = await run(
      '--method',
      'scottish-stv',
      '--format',
      'html',
      path('ward.blt'),
      path('ward.blt'),
    );
    expect(code).toBe(0);
    expect(out.match(/<!doctype html>/g)).toHaveLength(1);
    expect(out.match(/<article>/g)).toHaveLength(2);
    expect(out).toContain('Ann &lt;A&amp;B&gt;');
    expect(out).toContain('<svg');
    expect(out).not.toMatch(/<script|src=|href=|url\(|<A&B>/);
    expect(out).toContain('<p lang="sv">');
  });

  it.each([
    [['--method', 'borda', 'ward.blt'], "'borda' is invalid"],
    [['--method', 'meek'], 'missing required argument'],
    [['--method', 'meek', '--seats', 'two', 'ward.blt'], 'Not a whole number above 0'],
    [['--method', 'meek', '--lot-order', '1;2', 'ward.blt'], 'Not numbers separated by commas'],
    [['--method', 'meek', '--departed', '1', 'ward.blt'], 'go with --countback'],
    [['--countback', 'ward.blt'], '--countback needs --departed'],
    [['--countback', '--method', 'schulze', '--departed', '1', 'ward.blt'], 'a countback is counted by Meek'],
  ])('answers wrong arguments with 2 and a reason: %j', async (argv, reason) => {
    const { code, out, err } = await run(...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(reason);
  });

  it('explains itself', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    expect(out).toContain('--lot-order <numbers>');
  });

  it('says which method cannot count which ballots', async () => {
    const { code, err } = await run('--method', 'star', path('ward.blt'), path('scores.csv'));
    expect(code).toBe(1);
    expect(err).toBe(`${path('ward.blt')}: STAR needs ballots with scores\n`);
  });
});

describe('the count sheet', () => {
  it.each<[Method, string]>([
    ['scottish-stv', 'ward.blt'],
    ['meek', 'ward.blt'],
    ['schulze', 'ward.blt'],
    ['approval', 'ward.blt'],
    ['score', 'scores.csv'],
    ['star', 'scores.csv'],
  ])('of %s is what the contract says, with nothing more', (method, name) => {
    const sheet: TallySheet = count(readBallotFile(readFileSync(path(name)), name), { method });
    // The assignments hold the two types to each other, the parse holds the values.
    const parsed: CountSheet = CountSheet.parse(sheet);
    const back: TallySheet = parsed;
    expect(back).toEqual(sheet);
  });
});
