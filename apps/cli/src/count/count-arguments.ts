import type { CountbackOptions, CountOptions, Method } from '@app/tally';
import { Command, InvalidArgumentError, Option } from 'commander';

const METHODS: Method[] = ['scottish-stv', 'meek', 'schulze', 'plurality', 'approval', 'score', 'star'];

export type CountArguments = {
  files: string[];
  method: Method;
  format: 'text' | 'json' | 'html';
  options: Omit<CountOptions, 'method'>;
  countback: Pick<CountbackOptions, 'departed' | 'protected'> | null;
};

type Flags = {
  method?: Method;
  seats?: number;
  lotOrder?: number[];
  withdraw?: number[];
  countback?: true;
  departed?: number[];
  protected?: number[];
  format: CountArguments['format'];
};

/** @throws CommanderError after printing help, or what is wrong on stderr */
export function parseCountArguments(argv: string[]): CountArguments {
  const command = new Command('folkmoot count')
    .description('Counts ballot files: BLT, PrefLib (.soi .soc .toi .toc) or cast vote records (.csv).')
    .argument('<files...>', 'ballot files')
    .addOption(new Option('--method <method>', 'how to count (default: scottish-stv)').choices(METHODS))
    .option('--seats <number>', "places to fill (default: the file's own number)", wholeNumber)
    .option(
      '--lot-order <numbers>',
      'all candidates by lot: the first of tied ones is taken (default: file order)',
      numbers,
    )
    .option('--withdraw <numbers>', 'candidates who withdrew', numbers)
    .option('--countback', 'fill vacancies from the same ballots, with --departed and --protected')
    .option('--departed <numbers>', 'countback: members who left', numbers)
    .option('--protected <numbers>', 'countback: members who stay', numbers)
    .addOption(
      new Option('--format <format>', 'how to tell').choices(['text', 'json', 'html']).default('text'),
    )
    .addHelpText('after', HELP)
    .exitOverride()
    .parse(argv, { from: 'user' });
  const flags = command.opts<Flags>();
  if (flags.countback) {
    if (flags.method !== undefined && flags.method !== 'meek')
      command.error('error: a countback is counted by Meek');
    if (flags.departed === undefined) command.error('error: --countback needs --departed');
  } else {
    if (flags.departed ?? flags.protected)
      command.error('error: --departed and --protected go with --countback');
  }
  return {
    files: command.args,
    // Board elections are counted by Scottish STV, and vacancies are filled by Meek.
    method: flags.method ?? (flags.countback ? 'meek' : 'scottish-stv'),
    format: flags.format,
    options: {
      ...(flags.seats !== undefined && { seats: flags.seats }),
      ...(flags.lotOrder && { lotOrder: flags.lotOrder }),
      ...(flags.withdraw && { withdrawn: flags.withdraw }),
    },
    countback: flags.countback ? { departed: flags.departed ?? [], protected: flags.protected ?? [] } : null,
  };
}

const HELP = `
Candidates are numbered from 1 as in the file. Lists are separated by commas: --withdraw 4,7

plurality and approval take every candidate named on a ballot as marked; plurality (block vote with several seats)
counts a ballot with more marks than seats as invalid. score and star need a CSV file with columns score:NAME.`;

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('Not a whole number above 0.');
  return Number(text);
}

function numbers(text: string): number[] {
  if (!/^[1-9]\d{0,5}(,[1-9]\d{0,5})*$/.test(text))
    throw new InvalidArgumentError('Not numbers separated by commas.');
  return text.split(',').map(Number);
}
