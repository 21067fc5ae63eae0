import { GroupCard, NewGroup } from '@app/contract';
import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, parent }) => {
  const groups = await read(fetch, '/groups', z.array(GroupCard));
  const { viewer } = await parent();
  if (viewer?.role !== 'staff') error(403, 'Only staff may do this', { code: 'staff-only' });
  return { groups };
};

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const values = textFields(await request.formData(), 'name', 'slug', 'description', 'visibility');
    try {
      await send(fetch, 'POST', '/groups', NewGroup.parse(values));
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, `/groups/${values.slug}`);
  },
};
