import sanitizeHtml from 'sanitize-html';

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/**
 * The plain text of a post's HTML on one line, for lists and notices.
 *
 * @param html sanitised HTML
 * @param longest in characters; a longer text ends in an ellipsis
 */
export function textOf(html: string, longest = 200): string {
  const text = plainText(html);
  const characters = Array.from(text);
  return characters.length <= longest
    ? text
    : `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}

/** The plain text of sanitised HTML on one line, however long. */
export function plainText(html: string): string {
  const spaced = html.replace(/<(?:\/(?:p|li|h\d|td|th|tr|blockquote|pre|summary)|br|hr)\b[^>]*>/g, ' $&');
  return sanitizeHtml(spaced, { allowedTags: [], allowedAttributes: {} })
    .replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
}
