import type { MarkdownIt, StateCore } from 'markdown-it';
import container from 'markdown-it-container';
import footnote from 'markdown-it-footnote';
import { highlight } from './highlight.ts';
import { uploadIdOf } from './upload-links.rules.ts';

/** What is known of the pictures that a text shows. */
export type KnownImages = ReadonlyMap<string, { width: number | null; height: number | null; alt: string }>;

/** What posts may hold beyond CommonMark: footnotes, spoilers, task lists, coloured code, our own pictures. */
export function addSyntax(markdown: MarkdownIt): void {
  markdown.use(footnote);
  // A box that is opened by who wants to know: `::: spoiler Title`.
  markdown.use(container, 'spoiler', {
    render: (tokens: { nesting: number; info: string }[], index: number) => {
      const { nesting, info } = tokens[index] ?? { nesting: -1, info: '' };
      const title = info.trim().slice('spoiler'.length).trim() || 'Spoiler';
      return nesting === 1
        ? `<details class="spoiler"><summary>${markdown.utils.escapeHtml(title)}</summary>\n`
        : '</details>\n';
    },
  });
  markdown.core.ruler.after('inline', 'tasks', markTasks);
  markdown.renderer.rules['image'] = (tokens, index, _, env) => {
    const address = String(tokens[index]?.attrGet('src') ?? '');
    return image(
      markdown,
      (env?.['images'] ?? new Map()) as KnownImages,
      address,
      tokens[index]?.content ?? '',
    );
  };
  markdown.options.highlight = (code, language) =>
    highlight(code, language.toLowerCase(), markdown.utils.escapeHtml) ?? '';
}

/** Our own pictures are shown; one from elsewhere would tell its server who reads what, so it is a link. */
function image(markdown: MarkdownIt, known: KnownImages, address: string, text: string): string {
  const { escapeHtml } = markdown.utils;
  const own = known.get(uploadIdOf(address) ?? '');
  if (!own || own.width === null || own.height === null)
    return `<a href="${escapeHtml(address)}">${escapeHtml(text || address)}</a>`;
  // As it is served in the width of the column; twice that for sharp screens is the file itself.
  const size = `width="${own.width}" height="${own.height}"`;
  return `<a href="${address}"><img src="${address}/960" alt="${escapeHtml(text || own.alt)}" ${size} loading="lazy" /></a>`;
}

/**
 * Shows what begins with `[ ]` or `[x]` in a list as a box, empty or ticked: a sign, because a box that
 * nobody can tick is no control, and signs also reach mail and other servers.
 */
function markTasks(state: StateCore): void {
  state.tokens.forEach((token, index) => {
    const [text] = token.children ?? [];
    const item = state.tokens[index - 2];
    if (token.type !== 'inline' || text?.type !== 'text' || item?.type !== 'list_item_open') return;
    const done = /^\[([ xX])\] /.exec(text.content)?.[1];
    if (done === undefined) return;
    text.content = `${done === ' ' ? '☐' : '☑'} ${text.content.slice(4)}`;
    item.attrJoin('class', 'task');
  });
}
