import { Relation } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch }) => ({
  relations: await read(fetch, '/relations', z.array(Relation)),
});

export const actions: Actions = {
  clear: async ({ fetch, request }) => {
    const { address } = textFields(await request.formData(), 'address');
    try {
      await send(fetch, 'DELETE', `/accounts/${encodeURIComponent(address)}/relation`);
    } catch (cause) {
      return refuse(cause, {});
    }
    redirect(303, '/settings/people');
  },
};
