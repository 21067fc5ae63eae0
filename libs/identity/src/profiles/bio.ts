import MarkdownIt from 'markdown-it';

// Without html: a tag is shown as it was typed, so what comes out needs no further cleaning.
const markdown = new MarkdownIt('zero', { html: false, linkify: true, breaks: true }).enable([
  'paragraph',
  'list',
  'newline',
  'emphasis',
  'link',
  'autolink',
  'linkify',
  'backticks',
  'escape',
  'entity',
]);
// A link in a profile must not be worth anything to those who sell links.
markdown.renderer.rules['link_open'] = (tokens, index, options) => {
  tokens[index]?.attrSet('rel', 'nofollow noopener ugc');
  return markdown.renderer.renderToken(tokens, index, options);
};

/** A bio's HTML from its Markdown: paragraphs, lists, emphasis and links; pictures and headings stay text. */
export function renderBio(raw: string): string {
  return raw.trim() === '' ? '' : markdown.render(raw).trim();
}
