import { Nominate } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { readResult } from '#lib/governance/server/read-election.ts';
import { send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, parent }) => {
  const { election } = await parent();
  return { result: await readResult(fetch, election) };
};

export const actions: Actions = {
  nominate: async ({ fetch, params, request, url }) => {
    const values = textFields(await request.formData(), 'statement');
    try {
      await send(fetch, 'POST', `/elections/${params.id}/candidacies`, Nominate.parse(values));
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, url.pathname);
  },

  withdraw: async ({ fetch, params, url }) => {
    try {
      await send(fetch, 'DELETE', `/elections/${params.id}/candidacies`);
    } catch (cause) {
      return refuse(cause, { statement: '' });
    }
    redirect(303, url.pathname);
  },
};
