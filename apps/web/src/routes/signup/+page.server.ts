import { SignInChoices } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { read } from '#lib/server/api.ts';
import { safePath } from '#lib/server/back.ts';
import { textFields } from '#lib/server/forms.ts';
import { join, preparePasskey } from '#lib/server/sign-up.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, parent, url }) => {
  const back = safePath(url.searchParams.get('back'));
  const { viewer } = await parent();
  if (viewer) redirect(303, back);
  const choices = await read(fetch, '/sign-in-choices', SignInChoices);
  return { back, choices, applied: url.searchParams.has('applied') };
};

export const actions: Actions = {
  prepare: async ({ fetch, request }) => preparePasskey(fetch, await request.formData()),
  join: async ({ fetch, request }) => {
    const form = await request.formData();
    const { application, back } = textFields(form, 'application', 'back');
    if (form.has('application')) {
      const refused = await join(fetch, form, { path: '/applications', application });
      if (refused) return refused;
      redirect(303, '/signup?applied');
    }
    const refused = await join(fetch, form);
    if (refused) return refused;
    redirect(303, `/verify?back=${encodeURIComponent(safePath(back))}`);
  },
};
