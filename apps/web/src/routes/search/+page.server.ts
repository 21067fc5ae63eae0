import { SearchQuery, SearchResult } from '@app/contract';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => {
  const q = (url.searchParams.get('q') ?? '').slice(0, 300);
  const order = SearchQuery.shape.order.catch('relevance').parse(url.searchParams.get('order') ?? undefined);
  const query = new URLSearchParams({ q, order });
  const cursor = url.searchParams.get('cursor');
  if (cursor !== null) query.set('cursor', cursor);
  return { q, order, result: q.trim() === '' ? null : await read(fetch, `/search?${query}`, SearchResult) };
};
