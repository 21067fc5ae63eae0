import { ChangeRelation, WriteNote } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ mailed: url.searchParams.has('mailed') });

const api = (name: string) => `/accounts/${encodeURIComponent(name)}`;

export const actions: Actions = {
  /** Mutes or blocks; without a kind, hears of them again. */
  relation: async ({ fetch, params, request, url }) => {
    const { kind } = textFields(await request.formData(), 'kind');
    try {
      if (kind === '') await send(fetch, 'DELETE', `${api(params.name)}/relation`);
      else await send(fetch, 'PUT', `${api(params.name)}/relation`, ChangeRelation.parse({ kind }));
    } catch (cause) {
      return refuse(cause, { text: undefined });
    }
    redirect(303, url.pathname);
  },

  follow: async ({ fetch, params, url }) => {
    try {
      await send(fetch, 'PUT', `${api(params.name)}/follow`);
    } catch (cause) {
      return refuse(cause, { text: undefined });
    }
    redirect(303, url.pathname);
  },

  unfollow: async ({ fetch, params, url }) => {
    try {
      await send(fetch, 'DELETE', `${api(params.name)}/follow`);
    } catch (cause) {
      return refuse(cause, { text: undefined });
    }
    redirect(303, url.pathname);
  },

  note: async ({ fetch, params, request, url }) => {
    const values = textFields(await request.formData(), 'text');
    try {
      await send(fetch, 'PUT', `${api(params.name)}/note`, WriteNote.parse(values));
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, url.pathname);
  },

  vouch: async ({ fetch, params, url }) => {
    try {
      await send(fetch, 'PUT', `${api(params.name)}/vouch`);
    } catch (cause) {
      return refuse(cause, { text: undefined });
    }
    redirect(303, url.pathname);
  },

  /** Sends the viewer another mail that confirms their address. */
  verify: async ({ fetch, url }) => {
    try {
      await send(fetch, 'POST', '/sessions/current/verification-mail');
    } catch (cause) {
      return refuse(cause, { text: undefined });
    }
    redirect(303, `${url.pathname}?mailed`);
  },
};
