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
