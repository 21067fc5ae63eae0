import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { explainStartFailure } from '../../server/src/start-failure.rules.ts';
import { doctor } from './doctor.command.ts';
import { migrateDatabase } from './migrate.command.ts';

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

program
  .command('doctor')
  .description('check settings, folders, database and jobs, and say what to do about what is wrong')
  .action(doctor);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
  console.error(explainStartFailure(error, undefined));
  process.exit(1);
}
// Pools that a failed command left open must not keep the shell waiting.
process.exit();
