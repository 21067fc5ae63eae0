import type { IncomingHttpHeaders } from 'node:http';
import { Language } from '@app/contract';
import Negotiator from 'negotiator';

/** Where guests read, and where all guests of one language and taste read the same. */
const FOR_READING =
  /^\/(?:(?:__data\.json)?(?:\?|$)|[ctu]\/|tag\/|tags(?:[/?]|$)|categories(?:[/?]|$)|decisions(?:[/?]|$)|about(?:[/?]|$)|e\/\d+(?!.*\/ballot))/;

/** What changes a page without saying who looks. */
const TASTES: ReadonlySet<string> = new Set(['locale', 'theme', 'density', 'shortcuts', 'zone']);
const MOST_LETTERS = 2000;

export interface PageKey {
  /** Equal for requests that may be given the same page. */
  key: string;
  /** Which of the languages there are the guest would rather read. */
  language: string;
  /** The topic that the page shows; null for every other page. */
  topicId: string | null;
}

/**
 * What a guest's page is kept under; null where it must be made for this request alone.
 *
 * @param host the name by which the site was asked for
 */
export function pageKeyOf(
  request: { method?: string | undefined; url?: string | undefined; headers: IncomingHttpHeaders },
  host: string,
): PageKey | null {
  const { method, url = '/', headers } = request;
  const cookie = headers.cookie ?? '';
  if (method !== 'GET' || !FOR_READING.test(url) || headers.authorization !== undefined) return null;
  if (url.length + cookie.length > MOST_LETTERS || !onlyTastes(cookie)) return null;
  const language = new Negotiator({ headers }).language([...Language.options]) ?? 'en';
  return {
    key: [host, language, cookie, url].join('\n'),
    language,
    topicId: /^\/t\/(\d+)/.exec(url)?.[1] ?? null,
  };
}

function onlyTastes(cookie: string): boolean {
  return cookie === '' || cookie.split(';').every((pair) => TASTES.has(pair.split('=', 1)[0]!.trim()));
}
