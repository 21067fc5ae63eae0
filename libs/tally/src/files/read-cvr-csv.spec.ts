import { describe, expect, it } from 'vitest';
import { count, readBallotFile } from '../index.ts';
import { rankingsOf } from '../testing/random-elections.ts';

const read = (text: string) => readBallotFile(new TextEncoder().encode(text), 'cvr.csv');

describe('cast vote records', () => {
  it('rank names, which are numbered as they first appear', () => {
    const election = read(
      'ballot,contest,rank1,rank2\r\n1,Board,"Ek, Bo",Ann\r\n2,Board,Ann,\r\n3,Board,,\r\n',
    );
    expect(election).toMatchObject({ title: 'Board', seats: null, candidates: ['Ek, Bo', 'Ann'] });
    expect(rankingsOf(election).map(({ ranking }) => ranking)).toEqual([[1, 2], [2], []]);
  });

  it('mark choices, of which plurality counts no more than there are seats', () => {
    const election = read('ballot,choice:Ann,choice:Bo,choice:Cy\n1,1,,\n2,x,1,0\n3,1,1,1\n4,,,\n');
    expect(count(election, { method: 'approval' }).stages[0]?.votes).toEqual(['3', '2', '1']);
    const block = count(election, { method: 'plurality', seats: 2 });
    expect(block).toMatchObject({ validBallots: 2, invalidBallots: 2 });
    expect(block.stages[0]?.votes).toEqual(['2', '1', '0']);
    expect(() => count(election, { method: 'schulze' })).toThrow('Schulze needs ranked ballots');
  });

  it('score from 0 to 5, nothing being 0', () => {
    const election = read('score:Ann,"score:Bo ""the"" Ek"\n5,\n1,3\n');
    expect(election.candidates).toEqual(['Ann', 'Bo "the" Ek']);
    expect(count(election, { method: 'score' })).toMatchObject({
      validBallots: 2,
      elected: [{ candidate: 1 }],
    });
    expect(() => count(election, { method: 'approval' })).toThrow(
      'approval needs ballots with marks, not scores',
    );
  });

  it.each([
    ['', 'cvr.csv:1: the file is empty'],
    ['ballot,name\n1,Ann\n', 'cvr.csv:1: the column "name" is not known'],
    ['ballot\n1\n', 'cvr.csv:1: there is no column rank1, choice:NAME or score:NAME'],
    ['rank1,score:Ann\nAnn,5\n', 'cvr.csv:1: columns of different kinds of vote are mixed'],
    ['rank1,rank3\nAnn,Bo\n', 'cvr.csv:1: a rank column is missing'],
    ['rank1,rank1\nAnn,Bo\n', 'cvr.csv:1: two columns have the same name'],
    ['rank1,rank2\nAnn\n', 'cvr.csv:2: the row has 1 fields, the first line 2'],
    ['rank1,rank2\nAnn,Bo\n,Ann\n', 'cvr.csv:3: rank 1 is skipped'],
    ['rank1,rank2\nAnn,Ann\n', 'cvr.csv:2: "Ann" is ranked twice on one ballot'],
    ['rank1\n\n', 'cvr.csv: no ballot names a candidate'],
    ['ballot,rank1\n7,Ann\n7,Bo\n', 'cvr.csv:3: ballot "7" comes twice'],
    ['contest,rank1\nA,Ann\nB,Bo\n', 'cvr.csv:3: there is a second contest, "B"'],
    ['choice:Ann\nmaybe\n', 'cvr.csv:2: "maybe" is neither a mark (1) nor none'],
    ['score:Ann\n6\n', 'cvr.csv:2: "6" is not a score from 0 to 5'],
    ['score:Ann\n"5\n', 'cvr.csv:2: the closing quote is missing'],
    ['score:Ann\n"5"5\n', 'cvr.csv:2: unexpected text after the closing quote'],
    ['rank1\n"Ann\nBo"\nC"y\n', 'cvr.csv:4: a quote stands in the middle of a field'],
  ])('are refused with line and reason: %j', (text, reason) => {
    expect(() => read(text)).toThrow(reason);
  });
});
