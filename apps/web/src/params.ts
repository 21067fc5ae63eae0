import { defineParams } from '@sveltejs/kit/params';

export const params = defineParams({
  /** A row id: a bigint, so it stays a string. */
  id: (value) => (/^[1-9]\d{0,18}$/.test(value) ? value : undefined),
  /** The slugs of a category and of those around it; the pages of a category are none. */
  path: (value) => (/^[^/]+(?:\/[^/]+)*$/.test(value) ? value : undefined),
  /** A post number. */
  number: (value) => (/^[1-9]\d{0,8}$/.test(value) ? Number(value) : undefined),
  /** A form in which the decision log is taken away. */
  decisionFile: (value) => (['csv', 'json', 'rss', 'feed.json'].includes(value) ? value : undefined),
});
