import { describe, expect, it } from 'vitest';
import { BallotFileError, readBallotFile } from '../index.ts';
import { rankingsOf } from '../testing/random-elections.ts';

const read = (text: string, name = 'votes.blt') => readBallotFile(new TextEncoder().encode(text), name);
const names = '"Ann"\n"Bo"\n"Cy"\n"Board"\n';

/** What the reader says about a bad file, as FILE:LINE: reason. */
function refusal(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof BallotFileError) return error.message;
    throw error;
  }
  return 'read without complaint';
}

describe('a BLT file', () => {
  it('is read with its title, seats, names and ballots', () => {
    const election = read(`3 2\n4 1 2 0\n1 3 0\n2 0\n0\n${names}`);
    expect(election).toMatchObject({
      title: 'Board',
      seats: 2,
      candidates: ['Ann', 'Bo', 'Cy'],
      withdrawn: [],
      lotOrder: null,
    });
    expect(rankingsOf(election)).toEqual([
      { papers: 4, ranking: [1, 2] },
      { papers: 1, ranking: [3] },
      { papers: 2, ranking: [] },
    ]);
  });

  it('may have a byte order mark, CRLF, comments, blank lines and trailing commas', () => {
    const text = `\ufeff# from paper\r\n3 2,,,\r\n\r\n4 1 2 0,, # counted twice\r\n0\r\n"Ann"\r\n"Bo # not a comment"\r\n"Cy"\r\n"Bård"\r\n`;
    const election = read(text);
    expect(election.candidates[1]).toBe('Bo # not a comment');
    expect(election.title).toBe('Bård');
    expect(rankingsOf(election)).toEqual([{ papers: 4, ranking: [1, 2] }]);
  });

  it('names withdrawn candidates by -N or [withdrawn], the lot order by [tie] and short names by [nick]', () => {
    const election = read(`3 1\n-2\n[nick a b c]\n[withdrawn c]\n[tie a]\n3 a b 0\n1 3 0\n0\n${names}`);
    expect(election).toMatchObject({ withdrawn: [2, 3], lotOrder: [1, 2, 3] });
    expect(rankingsOf(election)).toEqual([
      { papers: 3, ranking: [1, 2] },
      { papers: 1, ranking: [3] },
    ]);
  });

  it('may hold as many equal ballots as can be counted exactly', () => {
    const election = read(`3 1\n18446744074 1 0\n0\n${names}`);
    expect(rankingsOf(election)[0]?.papers).toBe(18_446_744_074);
  });

  it.each([
    ['', 'votes.blt:1: the first line must be "candidates seats"'],
    ['3\n', 'votes.blt:1: the first line must be "candidates seats"'],
    ['3 0\n', 'votes.blt:1: there must be at least 1 seat'],
    ['0 1\n', 'votes.blt:1: 0 candidates cannot be counted'],
    ['3 1 9\n', 'votes.blt:1: unexpected "9"'],
    [`3 1\n1 1=2 0\n0\n${names}`, 'votes.blt:2: equal ranks ("=") cannot be counted'],
    [`3 1\n1 1 = 2 0\n0\n${names}`, 'votes.blt:2: equal ranks ("=") cannot be counted'],
    [`3 1\n[nick a b c]\n1 a=b 0\n0\n${names}`, 'votes.blt:3: equal ranks ("=") cannot be counted'],
    [`3 1\n1 1 - 2 0\n0\n${names}`, 'votes.blt:2: a skipped rank ("-") cannot be counted'],
    [`3 1\n1 1 4 0\n0\n${names}`, 'votes.blt:2: there is no candidate 4'],
    [`3 1\n2 1 0\n1 2 1 2 0\n0\n${names}`, 'votes.blt:3: candidate 2 is ranked twice on one ballot'],
    [`3 1\n1 1 2\n1 3 0\n0\n${names}`, 'votes.blt:2: the ballot does not end with 0'],
    [`3 1\n1 1 0 2 0\n0\n${names}`, 'votes.blt:2: unexpected "2"'],
    [`3 1\n1.5 1 0\n0\n${names}`, 'votes.blt:2: ".5" is not a candidate'],
    [`3 1\n1 x 0\n0\n${names}`, 'votes.blt:2: "x" is not a candidate'],
    [`3 1\nten 1 0\n0\n${names}`, 'votes.blt:2: a ballot starts with the number of papers, not "ten"'],
    [`3 1\n9007199254740993 1 0\n0\n${names}`, 'votes.blt:2: the number is too large'],
    [
      `3 1\n900719925474099 1 0\n${'900719925474099 1 0\n'.repeat(10)}0\n${names}`,
      'there are more ballots than can be counted exactly',
    ],
    [`3 1\n1 1 0\n`, 'votes.blt:3: the line with a single 0 after the ballots is missing'],
    [`3 1\n-4\n0\n${names}`, 'votes.blt:2: there is no candidate 4'],
    [`3 1\n[tie 1 2]\n0\n${names}`, '[tie] does not name candidate 3'],
    [`3 1\n[tie 1 2 2]\n0\n${names}`, 'votes.blt:2: [tie] names a candidate twice'],
    [`3 1\n[precision 6]\n0\n${names}`, 'votes.blt:2: [precision] is not known'],
    [`3 1\n[nick a b]\n0\n${names}`, 'votes.blt:2: [nick] gives 2 names for 3 candidates'],
    ['3 1\n1 1 0\n0\n"Ann"\n"Bo"\n', 'votes.blt:6: there are 2 names for 3 candidates'],
    ['3 1\n1 1 0\n0\n"Ann"\n"Bo\n"Cy"\n', 'votes.blt:5: the closing quote is missing'],
    ['3 1\n1 1 0\n0\n"Ann"\n"Bo "Boss" Ek"\n"Cy"\n', 'votes.blt:5: unexpected text after the closing quote'],
    ['3 1\n1 1 0\n0\nAnn\n"Bo"\n"Cy"\n', 'votes.blt:4: expected a name in quotes, not "Ann"'],
  ])('is refused with line and reason: %j', (text, reason) => {
    expect(refusal(text)).toContain(reason);
  });

  it('is refused when its names are not UTF-8', () => {
    const bytes = Uint8Array.from(`1 1\n0\n"B\u00e5rd"\n`, (character) => character.charCodeAt(0));
    expect(() => readBallotFile(bytes, 'old.blt')).toThrow('old.blt:3: the text is not UTF-8');
  });

  it('is refused by a name that tells no format', () => {
    expect(() => read('1 1\n', 'votes.txt')).toThrow('votes.txt: the name must end in .blt');
  });
});
