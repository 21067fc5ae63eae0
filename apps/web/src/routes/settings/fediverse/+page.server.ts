import { FediversePresence, RemoteAddress } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const PAGE = '/settings/fediverse';

export const load: PageServerLoad = async ({ fetch, url }) => ({
  presence: await read(fetch, '/fediverse', FediversePresence),
  saved: url.searchParams.has('saved'),
});

const NOTHING = { alias: '', target: '' };

export const actions: Actions = {
  choose: async ({ fetch, request }) => {
    const form = await request.formData();
    try {
      await send(fetch, 'PUT', '/fediverse', {
        visible: form.get('visible') === 'yes',
        tellsLikes: form.get('tellsLikes') === 'yes',
      });
    } catch (cause) {
      return refuse(cause, NOTHING);
    }
    redirect(303, `${PAGE}?saved`);
  },
  alias: async ({ fetch, request }) => {
    const { alias } = textFields(await request.formData(), 'alias');
    try {
      await send(fetch, 'POST', '/fediverse/aliases', RemoteAddress.parse({ address: alias }));
    } catch (cause) {
      return refuse(cause, { ...NOTHING, alias });
    }
    redirect(303, `${PAGE}?saved`);
  },
  unalias: async ({ fetch, request }) => {
    const { id } = textFields(await request.formData(), 'id');
    try {
      await send(fetch, 'DELETE', `/fediverse/aliases/${encodeURIComponent(id)}`);
    } catch (cause) {
      return refuse(cause, NOTHING);
    }
    redirect(303, `${PAGE}?saved`);
  },
  move: async ({ fetch, request }) => {
    const { target } = textFields(await request.formData(), 'target');
    try {
      await send(fetch, 'PUT', '/fediverse/moved', RemoteAddress.parse({ address: target }));
    } catch (cause) {
      return refuse(cause, { ...NOTHING, target });
    }
    redirect(303, PAGE);
  },
  stay: async ({ fetch }) => {
    try {
      await send(fetch, 'DELETE', '/fediverse/moved');
    } catch (cause) {
      return refuse(cause, NOTHING);
    }
    redirect(303, PAGE);
  },
};
