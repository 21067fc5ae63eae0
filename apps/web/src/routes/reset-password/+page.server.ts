import { AskPasswordReset, RedeemPasswordReset } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, setHeaders }) => {
  // The link in the mail is a key; it must not be told to the next site.
  setHeaders({ 'referrer-policy': 'no-referrer' });
  return {
    token: url.searchParams.get('token'),
    asked: url.searchParams.has('asked'),
    email: url.searchParams.get('asked') ?? '',
  };
};

export const actions: Actions = {
  ask: async ({ fetch, request }) => {
    const values = textFields(await request.formData(), 'email');
    try {
      await send(fetch, 'POST', '/password-resets', AskPasswordReset.parse(values));
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, `/reset-password?asked=${encodeURIComponent(values.email)}`);
  },
  redeem: async ({ fetch, request }) => {
    const form = await request.formData();
    const { token, email, code, password } = textFields(form, 'token', 'email', 'code', 'password');
    const proof = token === '' ? { email, code } : { token };
    try {
      await send(fetch, 'POST', '/password-resets/redeem', RedeemPasswordReset.parse({ ...proof, password }));
    } catch (cause) {
      return refuse(cause, { email });
    }
    redirect(303, '/login?reset');
  },
};
