import { TagCard, TopicList } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { listQuery } from '#lib/forum/paths.ts';
import { read } from '#lib/server/api.ts';
import { tagPath } from '#lib/tags/tag-path.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const tag = await read(fetch, `/tags/${encodeURIComponent(params.tag)}`, TagCard);
  // A name that it had leads to the one that it has.
  if (tag.name !== params.tag) redirect(308, tagPath(tag.name) + url.search);
  return { tag, topics: await read(fetch, `/topics${listQuery(url, { tag: tag.name })}`, TopicList) };
};
