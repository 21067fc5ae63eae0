import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { canonical } from './bytes.ts';
import { check, RecordFailure } from './failure.ts';
import {
  EventsFile,
  HeadsFile,
  IssuanceFile,
  KeysFile,
  LotFile,
  ManifestFile,
  ResultFile,
  RollFile,
} from './record-files.ts';

const JSON_FILES = {
  'manifest.json': ManifestFile,
  'roll.json': RollFile,
  'issuance.json': IssuanceFile,
  'sths.json': HeadsFile,
  'keys.json': KeysFile,
  'lot.json': LotFile,
  'result.json': ResultFile,
  'events.json': EventsFile,
} as const;
const OTHER_FILES = ['README', 'log.jsonl', 'ballots-1.blt', 'countsheet-1.json'];

type Parsed = { [Name in keyof typeof JSON_FILES]: z.infer<(typeof JSON_FILES)[Name]> };

/** A record as its files say, in the right form and not yet believed. */
export type RecordFiles = Parsed & {
  'log.jsonl': Uint8Array;
  'ballots-1.blt': string;
  'countsheet-1.json': string;
};

/**
 * Step 1: takes a record apart, strictly: every file is there and no other, and no field is unknown.
 *
 * @throws RecordFailure V01
 */
export function readRecord(archive: Uint8Array): RecordFiles {
  const files = unzipped(archive);
  const names = [...Object.keys(JSON_FILES), ...OTHER_FILES];
  for (const name of names) check(name in files, 'V01', `${name} is missing`);
  const unknown = Object.keys(files).find((name) => !names.includes(name));
  check(unknown === undefined, 'V01', `${unknown} does not belong here`);
  const parsed = Object.entries(JSON_FILES).map(([name, schema]) => {
    return [name, readJson(name, schema, text(files, name))];
  });
  return {
    ...(Object.fromEntries(parsed) as Parsed),
    'log.jsonl': files['log.jsonl']!,
    'ballots-1.blt': text(files, 'ballots-1.blt'),
    'countsheet-1.json': text(files, 'countsheet-1.json'),
  };
}

/** Reads one file whose text must be canonical JSON. @throws RecordFailure V01 */
function readJson(name: string, schema: z.ZodType, content: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw new RecordFailure('V01', `${name} is no JSON`);
  }
  const parsed = schema.safeParse(value);
  const issue = parsed.error?.issues[0];
  check(parsed.success, 'V01', `${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
  check(canonical(value) === content, 'V01', `${name} is not canonical JSON`);
  return parsed.data;
}

function text(files: Record<string, Uint8Array>, name: string): string {
  return strFromU8(files[name]!);
}

function unzipped(archive: Uint8Array): Record<string, Uint8Array> {
  const seen = new Set<string>();
  try {
    return unzipSync(archive, {
      filter: ({ name }) => {
        // Of two files with one name every program would choose its own.
        check(!seen.has(name), 'V01', `${name} is there twice`);
        seen.add(name);
        return true;
      },
    });
  } catch (error) {
    if (error instanceof RecordFailure) throw error;
    throw new RecordFailure('V01', `this is no ZIP archive (${(error as Error).message})`);
  }
}
