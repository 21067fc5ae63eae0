import { diffArrays } from 'diff';

/**
 * What changed between two sanitised texts as they looked: the later one, with what came in `ins` and what
 * went in `del`. Elements are the later text's own, so that they stay well nested.
 */
export function renderedChanges(before: string, after: string): string {
  return diffArrays(parts(before), parts(after))
    .map(({ value, added, removed }) => {
      if (!added && !removed) return value.join('');
      return value
        .map((part) => {
          if (part.startsWith('<')) return removed ? '' : part;
          if (part.trim() === '') return removed ? '' : part;
          return removed ? `<del>${part}</del>` : `<ins>${part}</ins>`;
        })
        .join('');
    })
    .join('');
}

/** Elements whole, text by words. */
function parts(html: string): string[] {
  return html.match(/<[^>]*>|[^<\s]+|\s+/g) ?? [];
}
