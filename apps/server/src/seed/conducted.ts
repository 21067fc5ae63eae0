import { Bylaws } from '@app/contract';
import { z } from 'zod';

const Person = z.string().min(1);

/** Days before the seeding; negative for what lies ahead. */
const DemoCourse = z.strictObject({
  announced: z.number().positive(),
  nominationsOpen: z.number().positive(),
  nominationsClose: z.number(),
  votingOpens: z.number(),
  votingCloses: z.number(),
  /** Null for an election that takes nominations still. */
  certified: z.number().positive().nullable(),
  termsStart: z.number(),
});

const ConductedElection = z.strictObject({
  title: z.string().min(5),
  category: z.string().min(1),
  /** Who sets it up. */
  by: Person,
  /** Markdown. */
  notice: z.string().min(1),
  seats: z.int().positive(),
  /** The group of its holders has the office's name. */
  office: z.strictObject({
    slug: z.string().min(1),
    name: z.string().min(1),
    group: z.string().min(1),
    groupDescription: z.string().min(1),
  }),
  bylaws: Bylaws,
  officers: z.strictObject({ returningOfficer: Person, scrutineer: Person, appealsBody: Person }),
  daysAgo: DemoCourse,
  candidates: z.array(
    z.strictObject({
      handle: Person,
      daysAgo: z.number().positive(),
      nominatedBy: Person.nullable(),
      statement: z.string().min(1),
    }),
  ),
  /** Those put forward who have not answered. */
  waiting: z.array(z.strictObject({ handle: Person, by: Person, daysAgo: z.number().positive() })),
  /** Handles of candidates, best first; nothing tells whose ballot it is. */
  ballots: z.array(z.array(Person)),
  elected: z.array(Person),
});

/** An election that officers conduct. */
export type ConductedElection = z.infer<typeof ConductedElection>;

/** @throws Error naming the file and the path inside it for anything that the format does not know */
export function readConducted(path: string, text: string): ConductedElection[] {
  const parsed = z.array(ConductedElection).safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
