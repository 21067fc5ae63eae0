import { MarkedRead, NotificationList, NotificationTab } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { listQuery } from '#lib/forum/paths.ts';
import { read, send } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url, depends }) => {
  depends('app:notifications');
  const tab = NotificationTab.optional()
    .catch(undefined)
    .parse(url.searchParams.get('tab') ?? undefined);
  return {
    tab,
    list: await read(fetch, `/notifications${listQuery(url, tab ? { tab } : {})}`, NotificationList),
    /** What takes back the last mark, right after it was made. */
    undo: url.searchParams.get('undo'),
  };
};

export const actions: Actions = {
  read: async ({ fetch, request, url }) => {
    const id = (await request.formData()).get('id');
    const tab = url.searchParams.get('tab');
    const which = typeof id === 'string' ? { ids: [id] } : tab ? { tab } : {};
    const { undo } = MarkedRead.parse(await send(fetch, 'POST', '/notifications/read', which));
    redirect(303, here(url, undo));
  },
  undo: async ({ fetch, request, url }) => {
    const undo = (await request.formData()).get('undo');
    await send(fetch, 'POST', '/notifications/unread', { undo });
    redirect(303, here(url, null));
  },
};

function here(url: URL, undo: string | null): string {
  const query = new URLSearchParams();
  for (const name of ['tab', 'cursor']) {
    const value = url.searchParams.get(name);
    if (value !== null) query.set(name, value);
  }
  if (undo !== null) query.set('undo', undo);
  return `/notifications${query.size > 0 ? `?${query}` : ''}`;
}
