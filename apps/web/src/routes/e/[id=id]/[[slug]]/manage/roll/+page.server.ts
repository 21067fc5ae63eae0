import { NoticeProof, pageOf, Rule } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { listQuery } from '#lib/forum/paths.ts';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const undelivered = url.searchParams.get('show') === 'undelivered';
  const query = listQuery(url, undelivered ? { undelivered: 'true' } : {});
  return {
    undelivered,
    proofs: await read(fetch, `/elections/${params.id}/notices${query}`, pageOf(NoticeProof)),
  };
};

export const actions: Actions = {
  rule: async ({ fetch, params, request, url }) => {
    const values = { ...textFields(await request.formData(), 'about', 'decision', 'reason'), action: 'rule' };
    try {
      const rule = Rule.parse({ ruling: values.decision, reason: values.reason });
      await send(fetch, 'POST', `/elections/${params.id}/roll/claims/${values.about}/ruling`, rule);
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, url.pathname);
  },

  again: async ({ fetch, params, request, url }) => {
    const values = {
      ...textFields(await request.formData(), 'about', 'decision', 'reason'),
      action: 'again',
    };
    try {
      await send(fetch, 'POST', `/elections/${params.id}/notices/${values.about}`);
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, `${url.pathname}${url.search.replace(/[?&]\/again/, '')}`);
  },
};
