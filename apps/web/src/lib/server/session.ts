import { redirect } from '@sveltejs/kit';

/** Sends a guest to the sign-in page, from where they come back here. */
export function needViewer(viewer: object | null, url: URL): void {
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname + url.search)}`);
}
