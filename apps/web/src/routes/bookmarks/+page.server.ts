import { BookmarkList } from '@app/contract';
import { listQuery } from '#lib/forum/paths.ts';
import { read } from '#lib/server/api.ts';
import { needViewer } from '#lib/server/session.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, parent, url }) => {
  needViewer((await parent()).viewer, url);
  return { bookmarks: await read(fetch, `/bookmarks${listQuery(url)}`, BookmarkList) };
};
