declare module 'markdown-it-container' {
  import type { MarkdownIt } from 'markdown-it';
  const container: (markdown: MarkdownIt, name: string, options: object) => void;
  export default container;
}
declare module 'markdown-it-footnote' {
  import type { MarkdownIt } from 'markdown-it';
  const footnote: (markdown: MarkdownIt) => void;
  export default footnote;
}
