import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { Timestamp } from './pages.ts';

/** One option, any number of them, or an order of preference. */
export const PollKind = z.enum(['single', 'multiple', 'ranked']);
export type PollKind = z.infer<typeof PollKind>;

export const MOST_POLL_OPTIONS = 20;

/** So many other servers show. */
export const MOST_PUBLIC_OPTIONS = 10;

/** A poll in a post, as this viewer may see it. It binds nobody. */
export const Poll = z.object({
  kind: PollKind,
  question: z.string(),
  options: z.array(z.object({ number: z.number().int().positive(), label: z.string() })),
  /** Choices are then kept apart from names, for everybody and for ever, and cannot be changed. */
  anonymous: z.boolean(),
  /** Whether the result is shown to those who have voted, or to nobody before the end. */
  results: z.enum(['after-vote', 'after-close']),
  closesAt: Timestamp.nullable(),
  closed: z.boolean(),
  /** Other servers show it and how it stands, and their people may answer. */
  public: z.boolean(),
  /** The other server that it lives on, whose counts are shown and which learns what is chosen here; null for ours. */
  home: z.string().nullable(),
  voters: z.number().int(),
  /** People on other servers who answered; they count apart. */
  outsideVoters: z.number().int(),
  /** Null while it is hidden from this viewer. */
  result: z
    .object({
      /** Votes by option, of members and of people on other servers; of a ranked poll, first preferences. */
      votes: z.array(
        z.object({ number: z.number().int(), votes: z.number().int(), outside: z.number().int() }),
      ),
      /** The option that a ranked poll comes to, its ballots counted as in an election to one seat. */
      winner: z.number().int().nullable(),
    })
    .nullable(),
  viewer: z
    .object({
      hasVoted: z.boolean(),
      /** Null also for those who voted in an anonymous poll. */
      choices: z.array(z.number().int()).nullable(),
      mayVote: z.boolean(),
    })
    .nullable(),
});
export type Poll = z.infer<typeof Poll>;

/** Option numbers; of a ranked poll, the most preferred first. */
export const PollVote = z.object({
  choices: z.array(z.number().int().positive()).min(1).max(MOST_POLL_OPTIONS),
});
export type PollVote = z.infer<typeof PollVote>;

export const PollVoters = z.array(z.object({ account: AccountRef, choices: z.array(z.number().int()) }));
export type PollVoters = z.infer<typeof PollVoters>;
