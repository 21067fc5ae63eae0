import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { PROBLEMS } from '@app/contract';
import { ProblemError } from '@app/platform';
import { explainStartFailure } from '../../server/src/start-failure.rules.ts';
import { doctor } from './doctor.command.ts';
import { migrateDatabase } from './migrate.command.ts';
import { seed } from './seed.command.ts';
import { addUser } from './user.command.ts';

const PROJECT = resolve(import.meta.dirname, '../../../..');
const { version } = JSON.parse(readFileSync(resolve(PROJECT, 'package.json'), 'utf8')) as { version: string };

const program = new Command('folkmoot')
  .description('Commands for those who run a Folkmoot server.')
  .version(version)
  .exitOverride();

program
  .command('migrate')
  .description('bring the database to the schema of this version')
  .action(migrateDatabase);

program.command('seed').description('fill an empty database with the demo association').action(seed);

program
  .command('doctor')
  .description('check settings, folders, database and jobs, and say what to do about what is wrong')
  .action(doctor);

program
  .command('user')
  .description('make an account, or change the role of one')
  .argument('<username>', 'letters, digits, _ - .')
  .option('--email <address>', 'for a new account')
  .option('--name <name>', 'the name shown beside posts; the username if absent')
  .option('--role <role>', 'member or staff', roleOf)
  .action(addUser);

function roleOf(value: string): 'member' | 'staff' {
  if (value === 'member' || value === 'staff') return value;
  throw new InvalidArgumentError('It is member or staff.');
}

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
  console.error(
    error instanceof ProblemError ? PROBLEMS[error.code].title : explainStartFailure(error, undefined),
  );
  process.exit(1);
}
// Pools that a failed command left open must not keep the shell waiting.
process.exit();
