import { CastBallot } from '@app/contract';
import { openBox } from '../../../libs/governance/src/ballots/open-box.ts';
import { Refused, takeBallot } from '../../../libs/governance/src/ballots/take-ballot.ts';

// A process that takes in ballots as the server does and nothing else, made to be killed: a ballot a line comes in, a
// receipt a line goes out.
const [directory = '', logKey = ''] = process.argv.slice(2);
const box = await openBox(directory, () => logKey);

let rest = '';
process.stdin.setEncoding('utf8').on('data', (text: string) => {
  const lines = (rest + text).split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines) void take(line);
});
process.stdin.on('end', () => process.exit());

async function take(line: string): Promise<void> {
  const ballot = CastBallot.parse(JSON.parse(line));
  const answer = await takeBallot(box, ballot, () => new Date()).then(
    ({ code }) => ({ code }),
    (error: unknown) => ({ refused: error instanceof Refused ? error.code : String(error) }),
  );
  process.stdout.write(`${JSON.stringify({ key: ballot.credentialKey, ...answer })}\n`);
}
process.stdout.write('{}\n');
