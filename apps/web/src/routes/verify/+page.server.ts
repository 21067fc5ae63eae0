import { VerifyEmail } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { send } from '#lib/server/api.ts';
import { safePath } from '#lib/server/back.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, url }) => {
  const back = safePath(url.searchParams.get('back'));
  const { viewer } = await parent();
  if (viewer?.emailVerified) redirect(303, back);
  return { back, done: url.searchParams.has('done'), sent: url.searchParams.has('sent') };
};

export const actions: Actions = {
  verify: async ({ fetch, request }) => {
    const { code, email, back } = textFields(await request.formData(), 'code', 'email', 'back');
    try {
      await send(
        fetch,
        'POST',
        '/email-verifications',
        VerifyEmail.parse({ code, ...(email === '' ? {} : { email }) }),
      );
    } catch (cause) {
      return refuse(cause, { email, code, back });
    }
    // Somebody who typed the code elsewhere than they signed up stays here and is told.
    redirect(303, email === '' ? safePath(back) : '/verify?done');
  },
  again: async ({ fetch, request }) => {
    const { back } = textFields(await request.formData(), 'back');
    try {
      await send(fetch, 'POST', '/sessions/current/verification-mail');
    } catch (cause) {
      return refuse(cause, { email: '', code: '', back });
    }
    redirect(303, `/verify?sent&back=${encodeURIComponent(safePath(back))}`);
  },
};
