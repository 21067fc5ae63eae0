import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Association, readAssociation } from './association.ts';
import { readConducted } from './conducted.ts';
import type { Demo, DemoThread } from './demo.ts';
import { readProposals } from './proposals.ts';
import { readReactions } from './reactions.ts';
import { readSenseChecks } from './sense-checks.ts';
import { readElection, readThread } from './read-topic.ts';

/**
 * Reads the demo association from its folder (`apps/server/src/seed/demo` under the root of the repository);
 * `README.md` there says what the files look like.
 *
 * @throws DemoFileError with file and line for anything that the format does not know
 */
export function readDemo(directory: string): Demo {
  const path = join(directory, 'association.json');
  const fileOf = <T>(name: string, read: (path: string, text: string) => T): T => {
    const file = join(directory, name);
    return read(file, readFileSync(file, 'utf8'));
  };
  const association = readAssociation(path, readFileSync(path, 'utf8'));
  return {
    ...association,
    threads: readAll(join(directory, 'threads'), association, readThread),
    proposals: fileOf('proposals.json', readProposals),
    senseChecks: fileOf('sense-checks.json', readSenseChecks),
    reactions: fileOf('reactions.json', readReactions),
    conducted: fileOf('conducted.json', readConducted),
    elections: readAll(join(directory, 'elections'), association, readElection),
  };
}

function readAll<T extends DemoThread>(
  directory: string,
  association: Association,
  read: (path: string, text: string, association: Association) => T,
): T[] {
  return readdirSync(directory)
    .map((name) => join(directory, name))
    .map((path) => read(path, readFileSync(path, 'utf8'), association))
    .sort((a, b) => (b.posts[0]?.minutesAgo ?? 0) - (a.posts[0]?.minutesAgo ?? 0));
}
