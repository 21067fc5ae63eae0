import MarkdownIt, { type Token } from 'markdown-it';

/** More links of one post than these stay plain. */
const MOST_LINKS = 5;
const MOST_CHARACTERS = 2000;

const parser = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: 20 });

/**
 * The bare links that stand alone on a line of a text, in their order; without those within quotes, lists
 * and code, and without those to this site itself, whose pages not everybody may see.
 *
 * @param origin this site's own
 */
export function linksAlone(raw: string, origin: string): string[] {
  if (!/https?:/i.test(raw)) return [];
  const own = new URL(origin).host;
  const found = parser
    .parse(raw, {})
    // A paragraph of its own lies at level 0, and what is in it at level 1.
    .filter(({ type, level }) => type === 'inline' && level === 1)
    .flatMap(({ children }) => linesOf(children ?? []).map(bareLink))
    .filter((href) => href !== undefined)
    .filter((href) => href.length <= MOST_CHARACTERS && new URL(href).host !== own);
  return [...new Set(found)].slice(0, MOST_LINKS);
}

function linesOf(tokens: readonly Token[]): Token[][] {
  const lines: Token[][] = [[]];
  for (const token of tokens) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') lines.push([]);
    else lines.at(-1)?.push(token);
  }
  return lines;
}

/** The address of a line that is one bare link, without its fragment, which the page itself knows nothing of. */
function bareLink(line: readonly Token[]): string | undefined {
  const [open, , close] = line.filter(({ type, content }) => type !== 'text' || content.trim() !== '');
  const isBare = open?.type === 'link_open' && ['linkify', 'autolink'].includes(open.markup);
  if (!isBare || close?.type !== 'link_close' || close !== line.findLast(({ content }) => content === ''))
    return undefined;
  const href = String(open.attrGet('href') ?? '');
  if (!/^https?:/.test(href) || !URL.canParse(href)) return undefined;
  const url = new URL(href);
  url.hash = '';
  return url.href;
}
