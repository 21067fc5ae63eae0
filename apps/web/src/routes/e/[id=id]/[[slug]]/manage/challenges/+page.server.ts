import { Rule } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  rule: async ({ fetch, params, request, url }) => {
    const values = { ...textFields(await request.formData(), 'about', 'decision', 'reason'), action: 'rule' };
    try {
      const rule = Rule.parse({ ruling: values.decision, reason: values.reason });
      await send(fetch, 'POST', `/elections/${params.id}/challenges/${values.about}/ruling`, rule);
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, url.pathname);
  },
};
