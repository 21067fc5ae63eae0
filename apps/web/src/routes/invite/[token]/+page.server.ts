import { InvitationCard, SignInChoices } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { read } from '#lib/server/api.ts';
import { safePath } from '#lib/server/back.ts';
import { join, preparePasskey } from '#lib/server/sign-up.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, setHeaders }) => {
  // The address is a key; it must not be told to the next site.
  setHeaders({ 'referrer-policy': 'no-referrer' });
  const [card, choices] = await Promise.all([
    read(fetch, `/invitations/${encodeURIComponent(params.token)}`, InvitationCard),
    read(fetch, '/sign-in-choices', SignInChoices),
  ]);
  return { card, choices };
};

export const actions: Actions = {
  prepare: async ({ fetch, request }) => preparePasskey(fetch, await request.formData()),
  join: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const refused = await join(fetch, form, { invitation: params.token });
    if (refused) return refused;
    redirect(303, `/verify?back=${encodeURIComponent(safePath(form.get('back')))}`);
  },
};
