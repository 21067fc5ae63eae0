import { Site } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { isLocale } from '#lib/paraglide/runtime.js';
import { read, send } from '#lib/server/api.ts';
import { safePath } from '#lib/server/back.ts';
import { themeOf } from '#lib/ui/theme.ts';
import type { RequestHandler } from './$types';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Keeps a choice of language or theme in a cookie, and for members in all their browsers, and goes back to where it was made. */
export const POST: RequestHandler = async ({ cookies, fetch, request }) => {
  const form = await request.formData();
  const keep = { path: '/', maxAge: YEAR_SECONDS, httpOnly: false } as const;

  const locale = form.get('locale');
  if (isLocale(locale)) cookies.set('locale', locale, keep);
  if (form.has('theme')) cookies.set('theme', themeOf(form.get('theme')), keep);
  const { viewer } = await read(fetch, '/site', Site);
  if (viewer) {
    const language = isLocale(locale) ? locale : viewer.preferences.language;
    const theme = form.has('theme') ? themeOf(form.get('theme')) : viewer.preferences.theme;
    await send(fetch, 'PUT', '/profile/preferences', { ...viewer.preferences, language, theme });
  }
  redirect(303, safePath(form.get('back')));
};
