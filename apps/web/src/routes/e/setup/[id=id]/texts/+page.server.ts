import { DraftSteps } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions } from './$types';

const Text = DraftSteps.shape.text.unwrap();

export const actions: Actions = {
  default: async ({ fetch, params, request }) => {
    const values = textFields(await request.formData(), 'raw', 'rawSv', 'hallRoute', 'then');
    try {
      await send(fetch, 'PATCH', `/election-drafts/${params.id}`, { text: Text.parse(values) });
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, `/e/setup/${params.id}/${values.then === 'stay' ? 'texts#preview' : 'checks'}`);
  },
};
