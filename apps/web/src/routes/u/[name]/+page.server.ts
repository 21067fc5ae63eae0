import { Profile } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { read, send } from '#lib/server/api.ts';
import { refuse } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => ({
  profile: await read(fetch, `/accounts/${encodeURIComponent(params.name)}`, Profile),
  mailed: url.searchParams.has('mailed'),
});

export const actions: Actions = {
  /** Sends the viewer another mail that confirms their address. */
  verify: async ({ fetch, url }) => {
    try {
      await send(fetch, 'POST', '/sessions/current/verification-mail');
    } catch (cause) {
      return refuse(cause, {});
    }
    redirect(303, `${url.pathname}?mailed`);
  },
};
