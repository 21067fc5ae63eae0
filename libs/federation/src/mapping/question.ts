import { type PollElsewhere, textOf } from '@app/forum';
import { z } from 'zod';
import { Moment, Things } from './wire.ts';

/** More, or longer ones, are shown as their author's words alone. */
const [MOST_OPTIONS, LONGEST] = [20, 200];

const MOST_VOTES = 2 ** 31 - 1;
const Count = z.number().int().min(0).max(MOST_VOTES);

const Question = z.looseObject({
  type: z.literal('Question'),
  name: z.string().nullable().catch(null).default(null),
  content: z.string().catch('').default(''),
  oneOf: Things.default([]),
  anyOf: Things.default([]),
  endTime: Moment.default(null),
  closed: z.union([Moment, z.boolean()]).catch(null).default(null),
  votersCount: Count.nullable().catch(null).default(null),
});

const Option = z.looseObject({
  name: z.string().min(1).max(LONGEST),
  replies: z.looseObject({ totalItems: Count.catch(0) }).catch({ totalItems: 0 }),
});

/** What a Question of another server asks and how it stands there; null for what cannot be answered from here. */
export function readQuestion(json: unknown): PollElsewhere | null {
  const { data } = Question.safeParse(json);
  if (!data) return null;
  const kind = data.oneOf.length > 0 ? 'single' : 'multiple';
  const options = z
    .array(Option)
    .min(2)
    .max(MOST_OPTIONS)
    .safeParse(kind === 'single' ? data.oneOf : data.anyOf);
  if (!options.success) return null;
  const names = options.data.map(({ name }) => name);
  if (new Set(names).size < names.length) return null;
  return {
    kind,
    question: textOf(data.name ?? data.content, LONGEST),
    options: names,
    closesAt: data.closed instanceof Date ? data.closed : data.endTime,
    homeVotes: options.data.map(({ replies }) => replies.totalItems),
    homeVoters: data.votersCount,
  };
}
