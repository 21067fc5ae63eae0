import { redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** Settings are somebody's: a guest signs in first and comes back. */
export const load: LayoutServerLoad = async ({ parent, url }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname)}`);
  return { viewer };
};
