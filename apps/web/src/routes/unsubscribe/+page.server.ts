import { MailSubscription } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url, setHeaders }) => {
  // The address holds what lets its bearer end mail; no other site needs to hear it.
  setHeaders({ 'referrer-policy': 'no-referrer' });
  const token = url.searchParams.get('token') ?? '';
  const query = new URLSearchParams({ token });
  return {
    token,
    subscription: await read(fetch, `/mail-subscriptions?${query}`, MailSubscription),
    done: url.searchParams.get('done'),
  };
};

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const { token, what } = textFields(await request.formData(), 'token', 'what');
    try {
      await send(fetch, 'POST', '/mail-subscriptions', { token, what });
    } catch (cause) {
      return refuse(cause, { token });
    }
    const query = new URLSearchParams({ token, done: what });
    redirect(303, `/unsubscribe?${query}`);
  },
};
