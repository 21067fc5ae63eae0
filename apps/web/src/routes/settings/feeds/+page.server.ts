import { FeedKey, NewFeedKey } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { read, send } from '#lib/server/api.ts';
import { orErrorPage } from '#lib/server/or-error-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => ({
  key: await read(fetch, '/feed-key', FeedKey),
  origin: url.origin,
});

export const actions: Actions = {
  /** The key is in this answer and nowhere else: nobody can look it up again. */
  renew: async ({ fetch }) => NewFeedKey.parse(await send(fetch, 'POST', '/feed-key')),
  revoke: async ({ fetch }) => {
    await orErrorPage(send(fetch, 'DELETE', '/feed-key'));
    redirect(303, '/settings/feeds');
  },
};
