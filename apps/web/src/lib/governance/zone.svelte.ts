import { page } from '$app/state';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Set in browsers only: on the server, modules are shared by all readers. */
let ofBrowser = $state<string>();

/** The viewer's time zone, such as `Europe/Stockholm`: chosen, or their browser's; undefined until their browser has told it once. */
export function viewerZone(): string | undefined {
  return page.data.viewer?.preferences.zone ?? ofBrowser ?? page.data.zone ?? undefined;
}

/** Asks the browser for its zone and keeps it in a cookie, so that the server says the right times next time. */
export function learnZone(): void {
  if (ofBrowser !== undefined) return;
  ofBrowser = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (page.data.zone !== ofBrowser && !page.data.viewer?.preferences.zone) {
    document.cookie = `zone=${encodeURIComponent(ofBrowser)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  }
}
