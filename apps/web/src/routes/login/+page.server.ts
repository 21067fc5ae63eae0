import { SignIn } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { send } from '#lib/server/api.ts';
import { safePath } from '#lib/server/back.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, url }) => {
  const back = safePath(url.searchParams.get('back'));
  const { viewer } = await parent();
  if (viewer) redirect(303, back);
  return { back, reset: url.searchParams.has('reset') };
};

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const form = await request.formData();
    const { password, ...values } = textFields(form, 'login', 'password', 'back');
    try {
      await send(fetch, 'POST', '/sessions', SignIn.parse({ login: values.login, password }));
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, safePath(values.back));
  },
};
