import { CONTEXT } from './context.rules.ts';

/** A collection that tells only how many: followers are nobody's business. */
export function countOnly(id: string, totalItems: number): object {
  return { '@context': CONTEXT, id, type: 'OrderedCollection', totalItems };
}

/** A collection small enough to be given whole. */
export function whole(id: string, orderedItems: unknown[], more: object = {}): object {
  return {
    '@context': CONTEXT,
    id,
    type: 'OrderedCollection',
    ...more,
    totalItems: orderedItems.length,
    orderedItems,
  };
}

/** The head of a collection that is read page by page. */
export function paged(
  id: string,
  { totalItems, pages }: { totalItems: number; pages: number },
  more: object,
): object {
  return {
    '@context': CONTEXT,
    id,
    type: 'OrderedCollection',
    ...more,
    totalItems,
    first: `${id}?page=1`,
    last: `${id}?page=${pages}`,
  };
}

export function pageOf(
  id: string,
  { page, pages, totalItems }: { page: number; pages: number; totalItems: number },
  orderedItems: string[],
): object {
  return {
    '@context': CONTEXT,
    id: `${id}?page=${page}`,
    type: 'OrderedCollectionPage',
    partOf: id,
    ...(page > 1 ? { prev: `${id}?page=${page - 1}` } : {}),
    ...(page < pages ? { next: `${id}?page=${page + 1}` } : {}),
    totalItems,
    orderedItems,
  };
}
