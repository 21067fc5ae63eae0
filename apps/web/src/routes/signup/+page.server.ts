import { SignUp } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { Refusal, send } from '#lib/server/api.ts';
import { safePath } from '#lib/server/back.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, url }) => {
  const back = safePath(url.searchParams.get('back'));
  const { viewer } = await parent();
  if (viewer) redirect(303, back);
  return { back };
};

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const form = await request.formData();
    const { password, ...values } = textFields(form, 'email', 'username', 'name', 'password', 'back');
    try {
      await send(fetch, 'POST', '/accounts', SignUp.parse({ ...values, password }));
    } catch (cause) {
      const refused = refuse(cause, values);
      // These two refusals are about one field each; the person looks for them there.
      const code = cause instanceof Refusal ? cause.problem.code : '';
      if (code === 'username-taken') refused.data.errors['username'] = refused.data.message;
      if (code === 'email-taken') refused.data.errors['email'] = refused.data.message;
      if (refused.data.errors['username'] === m.invalid_value())
        refused.data.errors['username'] = m.invalid_handle();
      return refused;
    }
    redirect(303, safePath(values.back));
  },
};
