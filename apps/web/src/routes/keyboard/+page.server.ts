import { redirect } from '@sveltejs/kit';
import type { Actions } from './$types';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

export const actions: Actions = {
  /** Single keys can stand in the way of speech and other input, so they can be switched off (WCAG 2.1.4). */
  default: async ({ cookies, request }) => {
    const form = await request.formData();
    const choice = form.get('shortcuts') === 'off' ? 'off' : 'on';
    cookies.set('shortcuts', choice, { path: '/', maxAge: YEAR_SECONDS, httpOnly: false });
    redirect(303, '/keyboard');
  },
};
