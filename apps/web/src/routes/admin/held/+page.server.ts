import { OutsideWriting, SetOutsidePolicy } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => ({
  ...(await read(fetch, '/admin/outside-writing', OutsideWriting)),
  saved: url.searchParams.has('saved'),
});

export const actions: Actions = {
  decide: async ({ fetch, request }) => {
    const values = textFields(await request.formData(), 'id', 'answer');
    try {
      const path = `/admin/outside-writing/held/${encodeURIComponent(values.id)}/decision`;
      await send(fetch, 'POST', path, { accept: values.answer === 'accept' });
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, '/admin/held');
  },

  policy: async ({ fetch, request }) => {
    const values = textFields(await request.formData(), 'category', 'policy');
    try {
      const path = `/admin/outside-writing/categories/${encodeURIComponent(values.category)}`;
      await send(fetch, 'PUT', path, SetOutsidePolicy.parse({ policy: values.policy }));
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, '/admin/held?saved');
  },
};
