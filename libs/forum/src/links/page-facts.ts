import { Parser } from 'htmlparser2';

/** What a page says of itself. */
export interface PageFacts {
  title: string;
  description: string;
  /** The address of a picture, as the page writes it. */
  image: string | null;
}

const LONGEST_TITLE = 200;
const LONGEST_DESCRIPTION = 300;

/**
 * Reads what stands in the head of a page: Open Graph (https://ogp.me), or else its title and description.
 *
 * @returns null for a page that has no title
 */
export function pageFacts(html: string): PageFacts | null {
  const metas = new Map<string, string>();
  let title = '';
  let isTitle = false;
  let wasBody = false;
  const parser = new Parser({
    onopentag(name, { property, name: named, content }) {
      isTitle = name === 'title' && title === '';
      wasBody ||= name === 'body';
      const key = (property ?? named ?? '').toLowerCase();
      if (name === 'meta' && content && !wasBody && !metas.has(key)) metas.set(key, content);
    },
    ontext(text) {
      if (isTitle && !wasBody) title += text;
    },
    onclosetag() {
      isTitle = false;
    },
  });
  parser.end(html);
  const first = (...keys: string[]) => keys.map((key) => metas.get(key)).find((value) => value?.trim());
  const said = plain(first('og:title', 'twitter:title') ?? title, LONGEST_TITLE);
  if (said === '') return null;
  return {
    title: said,
    description: plain(
      first('og:description', 'twitter:description', 'description') ?? '',
      LONGEST_DESCRIPTION,
    ),
    image: first('og:image:secure_url', 'og:image', 'twitter:image') ?? null,
  };
}

/** One line, without what turns the direction of the page around or does not show. */
function plain(text: string, longest: number): string {
  const line = text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .replaceAll(/\p{Cf}/gu, '')
    .trim();
  const characters = Array.from(line);
  return characters.length <= longest
    ? line
    : `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}
