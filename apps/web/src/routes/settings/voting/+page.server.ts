import { OwnMemberKey } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { read, send } from '#lib/server/api.ts';
import { refuse } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => {
  const { key } = await read(fetch, '/member-key', OwnMemberKey);
  return { key, done: url.searchParams.get('done') };
};

export const actions: Actions = {
  remove: async ({ fetch }) => {
    try {
      await send(fetch, 'DELETE', '/member-key');
    } catch (cause) {
      return refuse(cause, {});
    }
    redirect(303, '/settings/voting?done=removed');
  },
};
