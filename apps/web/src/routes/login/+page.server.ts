import { SignIn, SignInChoices } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { read, Refusal, send } from '#lib/server/api.ts';
import { safePath } from '#lib/server/back.ts';
import { refuse, sayProblem, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, parent, url }) => {
  const back = safePath(url.searchParams.get('back'));
  const { viewer } = await parent();
  if (viewer) redirect(303, back);
  const choices = await read(fetch, '/sign-in-choices', SignInChoices);
  const refused = url.searchParams.get('refused');
  return {
    back,
    choices,
    reset: url.searchParams.has('reset'),
    held: url.searchParams.has('held'),
    refused: refused && sayProblem(refused),
  };
};

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const form = await request.formData();
    const { password, ...values } = textFields(form, 'login', 'password', 'back');
    const back = safePath(values.back);
    try {
      await send(fetch, 'POST', '/sessions', SignIn.parse({ login: values.login, password }));
    } catch (cause) {
      if (cause instanceof Refusal && cause.problem.code === 'second-factor-required')
        redirect(303, `/2fa?back=${encodeURIComponent(back)}`);
      return refuse(cause, values);
    }
    redirect(303, back);
  },
};
