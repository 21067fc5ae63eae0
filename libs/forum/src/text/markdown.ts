import { createHash } from 'node:crypto';
import MarkdownIt, { type StateCore, type Token } from 'markdown-it';
import { addSyntax, type KnownImages } from './markdown-syntax.ts';
import { MENTION } from './mentions.rules.ts';
import { sanitiseRendered } from './sanitise.ts';

/** Who can be mentioned, by what stands after the `@` in lower case; a group has no page of its own. */
export type Mentionable = ReadonlyMap<string, { handle: string; isGroup?: boolean }>;

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: 20 });
addSyntax(markdown);
markdown.core.ruler.after('linkify', 'mention', linkMentions);

/**
 * Renders a post's Markdown (CommonMark, tables, strikethrough, bare links, footnotes, spoilers, task
 * lists) to sanitised HTML.
 *
 * @param mentionable existing accounts and groups that `@name` stands for
 * @param images the uploads that may be shown, by id
 */
export function renderMarkdown(
  raw: string,
  mentionable: Mentionable = new Map(),
  images: KnownImages = new Map(),
): string {
  // Footnotes of different posts stand on one page, and their targets must differ.
  const docId = raw.includes('[^') ? createHash('sha256').update(raw).digest('hex').slice(0, 8) : '';
  return sanitiseRendered(markdown.render(raw, { mentionable, images, docId }));
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
    parts.push(...mention(state, match[0], account));
    end = match.index + match[0].length;
  }
  return end === 0 ? [text] : [...parts, textToken(state, text.content.slice(end))];
}

function textToken(state: StateCore, content: string): Token {
  const token = new state.Token('text', '', 0);
  token.content = content;
  return token;
}

function mention(state: StateCore, text: string, named: { handle: string; isGroup?: boolean }): Token[] {
  const [name, tag] = named.isGroup ? ['mention', 'span'] : ['link', 'a'];
  const open = new state.Token(`${name}_open`, tag, 1);
  open.attrs = [...(named.isGroup ? [] : [['href', `/u/${named.handle}`]]), ['class', 'mention']] as [
    string,
    string,
  ][];
  return [open, textToken(state, text), new state.Token(`${name}_close`, tag, -1)];
}
