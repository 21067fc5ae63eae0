import type { SearchProblem } from '@app/contract';

/** What somebody asked for, read from one line of text. */
export interface SearchQuestion {
  /** Words, "phrases" and -words, as `websearch_to_tsquery` reads them. */
  words: string;
  /** Beginnings of words. */
  beginnings: string[];
  place: 'anywhere' | 'title' | 'first' | 'bookmarks';
  by: string | null;
  category: string | null;
  tags: string[];
  topicId: string | null;
  /** From this moment on, and before that one. */
  after: Date | null;
  before: Date | null;
  has: string[];
  is: string[];
  problems: SearchProblem[];
}

export const HAS = ['image', 'link', 'code', 'table', 'quote'];
export const IS = [
  'open',
  'closed',
  'election',
  'discussion',
  'unanswered',
  'unread',
  'voting',
  'awaiting',
  'decision',
];
const PLACES = ['title', 'first', 'bookmarks'] as const;

/** An operator with its value, a phrase, or a word; each perhaps denied. */
const TOKEN = /(?:(in|by|tag|category|topic|before|after|has|is):("[^"]*"|\S+))|-?"[^"]*"?|\S+/gi;

/** Reads a question. What cannot be followed is named in `problems` and left out. */
export function readQuestion(text: string): SearchQuestion {
  const question: SearchQuestion = {
    words: '',
    beginnings: [],
    place: 'anywhere',
    by: null,
    category: null,
    tags: [],
    topicId: null,
    after: null,
    before: null,
    has: [],
    is: [],
    problems: [],
  };
  const words: string[] = [];
  for (const [token, operator, value = ''] of text.matchAll(TOKEN)) {
    if (operator !== undefined) {
      const reason = follow(question, operator.toLowerCase(), value.replaceAll('"', ''));
      if (reason) question.problems.push({ text: token, reason });
    } else if (/^[\p{L}\p{N}]{2,}\*$/u.test(token)) question.beginnings.push(token.slice(0, -1));
    else if (/[\p{L}\p{N}]/u.test(token)) words.push(token);
  }
  return { ...question, words: words.join(' ') };
}

function follow(
  question: SearchQuestion,
  operator: string,
  value: string,
): SearchProblem['reason'] | undefined {
  switch (operator) {
    case 'in': {
      const place = PLACES.find((known) => known === value.toLowerCase());
      if (!place) return 'unknown-value';
      question.place = place;
      return undefined;
    }
    case 'by':
      question.by = value.replace(/^@/, '');
      return undefined;
    case 'category':
      question.category = value;
      return undefined;
    case 'tag':
      question.tags.push(value);
      return undefined;
    case 'topic':
      if (!/^[1-9]\d{0,17}$/.test(value)) return 'unknown-value';
      question.topicId = value;
      return undefined;
    case 'before':
    case 'after': {
      const date = dateOf(value);
      if (!date) return 'not-a-date';
      question[operator] = date;
      return undefined;
    }
    default: {
      const known = operator === 'has' ? HAS : IS;
      if (!known.includes(value.toLowerCase())) return 'unknown-value';
      question[operator === 'has' ? 'has' : 'is'].push(value.toLowerCase());
      return undefined;
    }
  }
}

/** The beginning of a year, a month or a day, in UTC. */
function dateOf(value: string): Date | null {
  const [, year = '', month = '01', day = '01'] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(value) ?? [];
  const text = `${year}-${month}-${day}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? date : null;
}

/** Whether a question asks for anything at all. */
export function asksNothing(question: SearchQuestion): boolean {
  const { words, beginnings, by, category, tags, topicId, after, before, has, is, place } = question;
  const lists = [beginnings, tags, has, is];
  const values = [by, category, topicId, after, before];
  return (
    words === '' &&
    place !== 'bookmarks' &&
    lists.every(({ length }) => length === 0) &&
    values.every((v) => v === null)
  );
}
