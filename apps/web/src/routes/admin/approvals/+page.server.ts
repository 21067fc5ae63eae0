import { Applications, DecideApplication } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch }) => ({
  applications: await read(fetch, '/admin/applications', Applications),
});

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const values = textFields(await request.formData(), 'id', 'answer', 'canned', 'reason');
    // Ready-made words are taken where nothing else was written.
    const reason = values.reason.trim() === '' ? values.canned : values.reason;
    try {
      const decision = DecideApplication.parse({ accept: values.answer === 'accept', reason });
      await send(fetch, 'POST', `/admin/applications/${encodeURIComponent(values.id)}/decision`, decision);
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, '/admin/approvals');
  },
};
