import { MOST_POLL_OPTIONS, MOST_PUBLIC_OPTIONS, type PollKind } from '@app/contract';
import { count, rankedElection } from '@app/tally';
import type { Poll } from './poll.entity.ts';

/** A poll as a post's text describes it. */
export type PollDraft = Omit<Poll, 'postId' | 'home' | 'homeVotes' | 'homeVoters'>;

const FENCE = /^```poll\b[ \t]*([^\n`]*?)\r?\n(?:([\s\S]*?)\r?\n)?```[ \t]*\r?$/m;
const KINDS: readonly string[] = ['single', 'multiple', 'ranked'] satisfies PollKind[];
const LONGEST = 200;

/**
 * The poll in a post's Markdown: a block fenced as `poll`, with a question and a list of options. After
 * `poll` may stand `multiple` or `ranked`, `anonymous`, `hidden` (until it closes) and
 * `closes=2026-12-01T18:00Z`, and `public` where people on other servers are asked too.
 *
 * @returns null where there is none, `invalid` where there is one that cannot be read
 */
export function readPoll(raw: string): PollDraft | 'invalid' | null {
  const found = FENCE.exec(raw);
  if (!found) return null;
  const lines = (found[2] ?? '').split(/\r?\n/).map((line) => line.trim());
  const isOption = (line: string): boolean => /^[-*] /.test(line);
  const question = lines.filter((line) => line !== '' && !isOption(line)).join(' ');
  const options = lines.filter(isOption).map((line) => line.slice(2).trim());
  const terms = readTerms((found[1] ?? '').split(/[\s,]+/).filter((word) => word !== ''));
  const fits =
    question !== '' &&
    options.length >= 2 &&
    options.length <= MOST_POLL_OPTIONS &&
    new Set(options).size === options.length &&
    [question, ...options].every((text) => text.length > 0 && text.length <= LONGEST);
  const draft = terms && fits ? { ...terms, question, options } : null;
  return draft === null || (draft.isPublic && !mayBePublic(draft)) ? 'invalid' : draft;
}

/** What other servers can show and answer: no order of preference, few options, an end. */
function mayBePublic({ kind, options, closesAt }: PollDraft): boolean {
  return kind !== 'ranked' && options.length <= MOST_PUBLIC_OPTIONS && closesAt !== null;
}

function readTerms(words: string[]): Omit<PollDraft, 'question' | 'options'> | null {
  const terms: Omit<PollDraft, 'question' | 'options'> = {
    kind: 'single',
    anonymous: false,
    results: 'after-vote',
    closesAt: null,
    isPublic: false,
  };
  for (const word of words) {
    if (KINDS.includes(word)) terms.kind = word as PollKind;
    else if (word === 'anonymous') terms.anonymous = true;
    else if (word === 'hidden') terms.results = 'after-close';
    else if (word === 'public') terms.isPublic = true;
    else if (word.startsWith('closes=')) terms.closesAt = new Date(word.slice('closes='.length));
    else return null;
  }
  if (terms.closesAt && Number.isNaN(terms.closesAt.getTime())) return null;
  // What is hidden until the end needs an end.
  return terms.results === 'after-close' && terms.closesAt === null ? null : terms;
}

/** A post's Markdown with its poll's question in place of the poll, which has its own place on a page. */
export function withoutPoll(raw: string): string {
  return withPollAs(raw, asBold);
}

/** A post's Markdown with its poll as question and list, for a look at it before it is sent. */
export function withPollShown(raw: string): string {
  return withPollAs(raw, (poll) =>
    [asBold(poll), '', ...poll.options.map((option) => `- ${option}`)].join('\n'),
  );
}

function withPollAs(raw: string, words: (poll: PollDraft) => string): string {
  const poll = readPoll(raw);
  return poll === null || poll === 'invalid' ? raw : raw.replace(FENCE, () => words(poll));
}

function asBold({ question }: PollDraft): string {
  return `**${question.replace(/[\\`*_{}[\]()#+\-.!|<>~]/g, '\\$&')}**`;
}

export function samePoll(a: PollDraft, b: PollDraft): boolean {
  const key = ({ kind, question, options, anonymous, results, closesAt, isPublic }: PollDraft): string =>
    JSON.stringify([kind, question, options, anonymous, results, closesAt?.getTime() ?? null, isPublic]);
  return key(a) === key(b);
}

/** Whether these choices are a vote in this poll: known options, none twice, and one where one is asked for. */
export function isVote(
  { kind, options }: Pick<Poll, 'kind' | 'options'>,
  choices: readonly number[],
): boolean {
  if (choices.length === 0 || new Set(choices).size !== choices.length) return false;
  if (kind === 'single' && choices.length > 1) return false;
  return choices.every((choice) => choice >= 1 && choice <= options.length);
}

/** A poll is closed from the moment on that its text names. */
export function isClosed({ closesAt }: Pick<Poll, 'closesAt'>, now: Date): boolean {
  return closesAt !== null && closesAt <= now;
}

/** Who may know how it stands; nobody earlier than others, whoever they are. */
export function seesPollResult(
  poll: Pick<Poll, 'closesAt' | 'results'>,
  hasVoted: boolean,
  now: Date,
): boolean {
  return isClosed(poll, now) || (poll.results === 'after-vote' && hasVoted);
}

export interface CountedBallot {
  choices: number[];
  votes: number;
}

/** Votes by option, from 1; of a ranked poll, first preferences. */
export function votesByOption(
  { kind, options }: Pick<Poll, 'kind' | 'options'>,
  ballots: readonly CountedBallot[],
): { number: number; votes: number }[] {
  const counts = options.map(() => 0);
  for (const { choices, votes } of ballots) {
    for (const choice of kind === 'ranked' ? choices.slice(0, 1) : choices) {
      counts[choice - 1] = (counts[choice - 1] ?? 0) + votes;
    }
  }
  return counts.map((votes, index) => ({ number: index + 1, votes }));
}

/** The option that a ranked poll comes to: its ballots counted by Scottish STV to one seat; of tied options the earlier listed goes first. */
export function pollWinner(options: readonly string[], ballots: readonly CountedBallot[]): number | null {
  if (ballots.length === 0) return null;
  const rankings = ballots.flatMap(({ choices, votes }) => Array.from({ length: votes }, () => choices));
  const election = rankedElection({ title: 'poll', seats: 1, candidates: [...options] }, rankings);
  return count(election, { method: 'scottish-stv' }).elected[0]?.candidate ?? null;
}
