import MarkdownIt, { type Token } from 'markdown-it';
import { namesIn } from './mentions.rules.ts';

/** A post that is quoted: where the quote's link leads. */
export interface QuotedPost {
  topicId: string;
  number: number;
}

/** Whom a text speaks to. */
export interface Addressed {
  /** Names after `@`, in lower case: candidates, of which some may exist. */
  names: string[];
  /** The same on other servers, as `name@server`: those are told by their own. */
  elsewhere: string[];
  quoted: QuotedPost[];
}

const POST_LINK = /^\/t\/([1-9]\d{0,17})(?:\/[^/?#]*)?\/([1-9]\d{0,8})(?:[?#]|$)/;

const parser = new MarkdownIt({ html: false, linkify: true, maxNesting: 20 });

/**
 * Whom a post's Markdown speaks to. What is quoted was said before and calls nobody again; what is code or
 * a link is no name.
 *
 * @param origin this site's own, because another site's topics have the same numbers
 */
export function addressedIn(raw: string, origin: string): Addressed {
  let quotes = 0;
  const said: string[] = [];
  const quoted = new Map<string, QuotedPost>();
  for (const block of parser.parse(raw, {})) {
    if (block.type === 'blockquote_open') quotes += 1;
    if (block.type === 'blockquote_close') quotes -= 1;
    if (block.type !== 'inline') continue;
    if (quotes === 0) said.push(textOutsideLinks(block.children ?? []));
    else for (const post of linkedPosts(block.children ?? [], origin)) quoted.set(JSON.stringify(post), post);
  }
  const { names = [], elsewhere = [] } = Object.groupBy(namesIn(said.join('\n')), (name) =>
    name.includes('@') ? 'elsewhere' : 'names',
  );
  return { names, elsewhere, quoted: [...quoted.values()] };
}

function textOutsideLinks(tokens: Token[]): string {
  let links = 0;
  let text = '';
  for (const token of tokens) {
    if (token.type === 'link_open') links += 1;
    if (token.type === 'link_close') links -= 1;
    // What stands between must not grow together into a name.
    text += token.type === 'text' && links === 0 ? token.content : ' ';
  }
  return text;
}

function linkedPosts(tokens: Token[], origin: string): QuotedPost[] {
  return tokens.flatMap((token) => {
    const href = token.type === 'link_open' ? String(token.attrGet('href') ?? '') : '';
    const path = href.startsWith(`${origin}/`) ? href.slice(origin.length) : href;
    const [, topicId, number] = POST_LINK.exec(path) ?? [];
    return topicId === undefined ? [] : [{ topicId, number: Number(number) }];
  });
}
