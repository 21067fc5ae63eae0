import { Dismissal, ReadingCounts, TopicList, UndoDismissal, Waiting } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { listQuery } from '#lib/forum/paths.ts';
import { listOf } from '#lib/reading/server/list-of.ts';
import { GUEST_LISTS } from '#lib/reading/lists.ts';
import { read, send } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, parent, url }) => {
  const asked = listOf(url);
  const { viewer } = await parent();
  if (!viewer && !GUEST_LISTS.includes(asked.f)) {
    redirect(303, `/login?back=${encodeURIComponent(url.pathname + url.search)}`);
  }
  const filter = {
    ...(asked.f === 'latest' ? {} : { f: asked.f }),
    ...(asked.f === 'top' ? { period: asked.period } : {}),
  };
  const [topics, counts, waiting] = await Promise.all([
    read(fetch, `/topics${listQuery(url, filter)}`, TopicList),
    viewer ? read(fetch, '/reading/counts', ReadingCounts) : null,
    viewer && asked.f === 'latest' ? read(fetch, '/waiting', Waiting) : null,
  ]);
  return {
    ...asked,
    topics,
    counts,
    waiting,
    dismissed: url.searchParams.get('dismissed'),
    /** Where the link of a verification mail comes back to. */
    email: url.searchParams.has('error') ? 'failed' : url.searchParams.get('email'),
  };
};

export const actions: Actions = {
  dismiss: async ({ fetch, request }) => {
    const dismissal = Dismissal.parse(Object.fromEntries(await request.formData()));
    await send(fetch, 'POST', '/reading/dismissals', dismissal);
    redirect(303, `/?f=${dismissal.kind}&dismissed=${dismissal.kind}`);
  },
  undo: async ({ fetch, request }) => {
    const dismissal = UndoDismissal.parse(Object.fromEntries(await request.formData()));
    await send(fetch, 'POST', '/reading/dismissals/undo', dismissal);
    redirect(303, `/?f=${dismissal.kind}&dismissed=${dismissal.kind}-undone`);
  },
};
