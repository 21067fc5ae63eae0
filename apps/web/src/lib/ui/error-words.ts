import { m } from '#lib/paraglide/messages.js';

interface Words {
  title: () => string;
  text: () => string;
}

const WORDS: Record<number, Words> = {
  400: { title: m.error_title_400, text: m.error_text_400 },
  401: { title: m.error_title_401, text: m.error_text_401 },
  403: { title: m.error_title_403, text: m.error_text_403 },
  404: { title: m.error_title_404, text: m.error_text_404 },
  409: { title: m.error_title_409, text: m.error_text_409 },
  410: { title: m.error_title_410, text: m.error_text_410 },
  412: { title: m.error_title_412, text: m.error_text_412 },
  413: { title: m.error_title_413, text: m.error_text_413 },
  415: { title: m.error_title_415, text: m.error_text_415 },
  422: { title: m.error_title_422, text: m.error_text_422 },
  429: { title: m.error_title_429, text: m.error_text_429 },
  500: { title: m.error_title_500, text: m.error_text_500 },
  503: { title: m.error_title_503, text: m.error_text_503 },
};

/** What a page says that could not be shown; a status without words of its own is told as the first of its hundred. */
export function errorWords(status: number): Words {
  return WORDS[status] ?? WORDS[status < 500 ? 400 : 500]!;
}

/** The address without the mark of a place in a list, when that is what was wrong with it. */
export function firstPageOf(address: string): string | null {
  const first = new URL(address);
  const marks = ['cursor', 'before', 'after', 'page'].filter((name) => first.searchParams.has(name));
  if (marks.length === 0) return null;
  for (const name of marks) first.searchParams.delete(name);
  return first.pathname + first.search;
}
