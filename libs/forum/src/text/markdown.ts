import MarkdownIt, { type StateCore, type Token } from 'markdown-it';
import { sanitiseRendered } from './sanitise.ts';

/** Handles that become links, by their lower-case form. */
export type Mentionable = ReadonlyMap<string, { handle: string }>;

const MENTION = /(?<![\w@/.-])@([a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?)(?![\w@])/gi;

/** More mentions than this in one post stay text. */
const MOST_MENTIONS = 50;

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: 20 });
markdown.core.ruler.after('linkify', 'mention', linkMentions);
// Pictures would tell their server who reads what, so they are links here.
markdown.renderer.rules['image'] = (tokens, index) => {
  const address = String(tokens[index]?.attrGet('src') ?? '');
  const label = tokens[index]?.content || address;
  const { escapeHtml } = markdown.utils;
  return `<a href="${escapeHtml(address)}">${escapeHtml(label)}</a>`;
};

/**
 * Renders a post's Markdown (CommonMark, tables, strikethrough, bare links) to sanitised HTML.
 *
 * @param mentionable existing local accounts that `@name` links to
 */
export function renderMarkdown(raw: string, mentionable: Mentionable = new Map()): string {
  return sanitiseRendered(markdown.render(raw, { mentionable }));
}

/** The names after `@` in a text, in lower case: candidates, of which some may exist. */
export function namesIn(raw: string): string[] {
  const names = Array.from(raw.matchAll(MENTION), ([, name = '']) => name.toLowerCase());
  return [...new Set(names)].slice(0, MOST_MENTIONS);
}

function linkMentions(state: StateCore): void {
  const mentionable = state.env['mentionable'] as Mentionable;
  if (mentionable.size === 0) return;
  for (const block of state.tokens) {
    if (block.type === 'inline' && block.children) {
      block.children = outsideLinks(block.children, (text) => splitMentions(text, state, mentionable));
    }
  }
}

function outsideLinks(tokens: Token[], split: (text: Token) => Token[]): Token[] {
  let depth = 0;
  return tokens.flatMap((token) => {
    if (token.type === 'link_open') depth += 1;
    if (token.type === 'link_close') depth -= 1;
    return token.type === 'text' && depth === 0 ? split(token) : [token];
  });
}

function splitMentions(text: Token, state: StateCore, mentionable: Mentionable): Token[] {
  const parts: Token[] = [];
  let end = 0;
  for (const match of text.content.matchAll(MENTION)) {
    const account = mentionable.get((match[1] ?? '').toLowerCase());
    if (!account) continue;
    parts.push(textToken(state, text.content.slice(end, match.index)));
    const open = new state.Token('link_open', 'a', 1);
    open.attrs = [
      ['href', `/u/${account.handle}`],
      ['class', 'mention'],
    ];
    parts.push(open, textToken(state, match[0]), new state.Token('link_close', 'a', -1));
    end = match.index + match[0].length;
  }
  return end === 0 ? [text] : [...parts, textToken(state, text.content.slice(end))];
}

function textToken(state: StateCore, content: string): Token {
  const token = new state.Token('text', '', 0);
  token.content = content;
  return token;
}
