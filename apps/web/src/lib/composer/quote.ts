import { topicPath } from '#lib/forum/paths.ts';

/** What is selected, as plain lines; paragraphs stay apart. */
export function quoteOf(range: Range): string {
  const holder = document.createElement('div');
  holder.append(range.cloneContents());
  for (const block of holder.querySelectorAll('p, li, pre, blockquote, h3, h4, h5, h6')) block.append('\n\n');
  for (const line of holder.querySelectorAll('br')) line.replaceWith('\n');
  return (holder.textContent ?? '').replaceAll(/\n{3,}/g, '\n\n').trim();
}

/** A quote that says whose words these are, of which post in which version. */
export function quoteMarkdown(
  topic: { id: string; slug: string },
  post: { number: number; version: number; author: { handle: string; domain: string | null } },
  text: string,
): string {
  const { handle, domain } = post.author;
  const who = `@${handle}${domain === null ? '' : `@${domain}`} #${post.number}`;
  const link = `[${who}](${topicPath(topic)}/${post.number}?v=${post.version})`;
  return [link, ...text.split('\n')].map((line) => `> ${line}`.trimEnd()).join('\n');
}
