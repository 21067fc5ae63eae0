import type { SearchQuestion } from './search-query.rules.ts';

/** The words of a question as PostgreSQL takes them; the names of the parameters are the caller's. */
export interface Match {
  /** SQL of a `tsquery` in a language, which is itself SQL. */
  query: (language: string) => string;
  values: string[];
}

/**
 * The words of a question, as SQL with parameters; null for a question without words.
 *
 * @param first the number of the first parameter
 * @param widen takes every word as the beginning of one
 */
export function matchOf(
  { words, beginnings }: Pick<SearchQuestion, 'words' | 'beginnings'>,
  { first, widen }: { first: number; widen: boolean },
): Match | null {
  const plain = widen ? '' : words;
  const begins = [...beginnings, ...(widen ? wordsOf(words) : [])];
  if (plain === '' && begins.length === 0) return null;
  const parts = [
    ...(plain === '' ? [] : [(language: string) => `websearch_to_tsquery(${language}, $${first})`]),
    ...begins.map(
      (_, index) => (language: string) =>
        `to_tsquery(${language}, $${first + index + (plain === '' ? 0 : 1)})`,
    ),
  ];
  return {
    query: (language) => `(${parts.map((part) => part(language)).join(' && ')})`,
    values: [
      ...(plain === '' ? [] : [plain]),
      ...begins.map((word) => `'${word.replaceAll(/['\\]/g, ' ')}':*`),
    ],
  };
}

/** The words that are asked for, without those that are denied. */
export function wordsOf(words: string): string[] {
  return words
    .replaceAll(/(^|\s)-("[^"]*"?|\S+)/g, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && word.toLowerCase() !== 'or');
}
