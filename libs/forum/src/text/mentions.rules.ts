/** `@ana`, `@board` or `@bo@far.example`, but not the middle of a mail address or of a path. */
export const MENTION =
  /(?<![\w@/.-])@([a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?(?:@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?)?)(?![\w@])/gi;

/** More mentions than this in one post stay text. */
const MOST_MENTIONS = 50;

/** The names after `@` in a text, in lower case, with their server if they have one: candidates, of which some may exist. */
export function namesIn(raw: string): string[] {
  const names = Array.from(raw.matchAll(MENTION), ([, name = '']) => name.toLowerCase());
  return [...new Set(names)].slice(0, MOST_MENTIONS);
}

/** Whom a text speaks to: `namesIn`, without those in code and in what is quoted from others. */
export function mentionsIn(raw: string): string[] {
  return namesIn(
    raw
      .replace(/^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1|(?![\s\S]))/gm, '')
      .replace(/^ {0,3}>.*$/gm, '')
      .replace(/(`+)[^`]+\1/g, ''),
  );
}

/** The ids of the posts that a text quotes: a quote begins with a link to `/p/<id>`. */
export function quotedPostIds(raw: string): string[] {
  const ids = Array.from(
    raw.matchAll(/^ {0,3}> ?\[[^\n]*\]\(\/p\/([1-9]\d{0,17})(?:\?v=\d+)?\)/gm),
    ([, id = '']) => id,
  );
  return [...new Set(ids)];
}
