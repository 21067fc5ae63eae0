import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { RegistrarOptions } from './registrar/registrar.command.ts';
import type { SitePlan } from './site/site-plan.ts';
import type { addUser } from './user.command.ts';
import type { verifyCommand } from './verify/verify.command.ts';

// Each command loads its own rooms: a count must not wait for the server's.
type AddUser = typeof addUser;
type VerifyCommand = typeof verifyCommand;

const PROJECT = resolve(import.meta.dirname, '../../../..');
const { version } = JSON.parse(readFileSync(resolve(PROJECT, 'package.json'), 'utf8')) as { version: string };

const SMALL_SITE: SitePlan = { members: 200, topics: 5000, posts: 100_000, largestTopic: 20_000, seed: 1 };

const program = new Command('folkmoot')
  .description('Commands for those who run a Folkmoot server.')
  .version(version)
  .exitOverride();

program
  .command('migrate')
  .description('bring the database to the schema of this version')
  .action(async () => (await import('./migrate.command.ts')).migrateDatabase());

program
  .command('seed')
  .description(
    'fill an empty database with the demo association, or any database with a site of the given size',
  )
  .option('--members <number>', 'how many members a generated site has', wholeNumber)
  .option('--topics <number>', 'how many topics', wholeNumber)
  .option('--posts <number>', 'how many posts in all', wholeNumber)
  .option('--largest-topic <number>', 'how many posts the longest topic has', wholeNumber)
  .option(
    '--seed <number>',
    'another number makes another site; the same goes on with a run that broke off',
    wholeNumber,
  )
  .action(async (sizes: Partial<SitePlan>) => {
    const { seed, seedSite } = await import('./seed.command.ts');
    return Object.keys(sizes).length === 0 ? seed() : seedSite({ ...SMALL_SITE, ...sizes });
  });

program
  .command('count')
  .description('count ballot files, stage by stage (see count --help)')
  // It reads its own arguments, because ballot files may come in hundreds.
  .allowUnknownOption()
  .helpOption(false)
  .argument('[arguments...]')
  .action(async (_, __, command: Command) =>
    process.exit(await (await import('./count/count.command.ts')).countCommand(command.args)),
  );

program
  .command('verify')
  .description(
    'check the record of an election: exit 0, or 1 and a code V01 to V12 with the first thing that is wrong',
  )
  .argument('<record>', 'record-….zip, from the page of the result')
  .option('--receipt <file>', 'the receipt of a ballot, which must be in the record')
  .option('--roll <file>', 'the roll by name, for officers: roll-….json, from the same page')
  .option('--expect-manifest <hash>', 'the hash of the manifest as it was posted in the topic')
  .action(async (...args: Parameters<VerifyCommand>) =>
    process.exit(await (await import('./verify/verify.command.ts')).verifyCommand(args[0], args[1])),
  );

program
  .command('registrar')
  .description(
    'hand out ballots beside a Folkmoot server, on a machine of your own (REGISTRAR_SECRET says who may ask)',
  )
  .option('--folder <path>', 'where rolls, keys and marks are kept', './registrar')
  .option('--port <number>', 'where it listens', wholeNumber, 3100)
  .option('--host <address>', 'at which address', '127.0.0.1')
  .option('--roll <root...>', 'sign for rolls with these roots only, which you have checked')
  .action(async (options: RegistrarOptions) =>
    (await import('./registrar/registrar.command.ts')).registrarCommand(options),
  );

program
  .command('doctor')
  .description('check settings, folders, database and jobs, and say what to do about what is wrong')
  .action(async () => (await import('./doctor.command.ts')).doctor());

program
  .command('user')
  .description('make an account, or change the role of one')
  .argument('<username>', 'letters, digits, _ - .')
  .option('--email <address>', 'for a new account')
  .option('--name <name>', 'the name shown beside posts; the username if absent')
  .option('--role <role>', 'member or staff', roleOf)
  .action(async (...args: Parameters<AddUser>) => (await import('./user.command.ts')).addUser(...args));

function roleOf(value: string): 'member' | 'staff' {
  if (value === 'member' || value === 'staff') return value;
  throw new InvalidArgumentError('It is member or staff.');
}

function wholeNumber(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It is a whole number.');
}

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
  console.error((await import('./explain-failure.ts')).explainFailure(error));
  process.exit(1);
}
// Pools that a command left open must not keep the shell waiting.
process.exit();
