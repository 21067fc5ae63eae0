import { NewRollClaim, OwnRollEntry } from '@app/contract';
import { error, redirect } from '@sveltejs/kit';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, parent }) => {
  const { process, viewer } = await parent();
  if (!process) error(404, 'There is nothing here', { code: 'not-found' });
  if (!viewer) return { own: null };
  return { own: await read(fetch, `/elections/${params.id}/roll/mine`, OwnRollEntry) };
};

export const actions: Actions = {
  default: async ({ fetch, params, request, url }) => {
    const values = textFields(await request.formData(), 'kind', 'handle', 'text');
    const { handle, ...rest } = values;
    try {
      const claim = NewRollClaim.parse(values.kind === 'objection' ? { ...rest, handle } : rest);
      await send(fetch, 'POST', `/elections/${params.id}/roll/claims`, claim);
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, url.pathname);
  },
};
