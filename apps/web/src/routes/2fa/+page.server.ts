import { SecondFactor } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { send } from '#lib/server/api.ts';
import { safePath } from '#lib/server/back.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ back: safePath(url.searchParams.get('back')) });

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const { code, back } = textFields(await request.formData(), 'code', 'back');
    try {
      await send(fetch, 'POST', '/sessions/second-factor', SecondFactor.parse({ code }));
    } catch (cause) {
      return refuse(cause, { back });
    }
    redirect(303, safePath(back));
  },
};
