import type { Preferences } from '@app/contract';
import type { Cookies } from '@sveltejs/kit';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Writes into this browser what a member prefers in all of theirs, where it differs. */
export function keepPreferences(cookies: Cookies, { language, theme, zone }: Preferences): void {
  const wanted = { locale: language, theme, ...(zone === null ? {} : { zone }) };
  for (const [name, value] of Object.entries(wanted)) {
    if (cookies.get(name) === value) continue;
    cookies.set(name, value, { path: '/', maxAge: YEAR_SECONDS, httpOnly: false });
  }
}
