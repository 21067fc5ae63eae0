import { error, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ parent, url }) => {
  const { process, viewer } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname)}`);
  if (!process) error(404, 'There is nothing here', { code: 'not-found' });
  if (process.role === null) error(403, m.problem_officers_only(), { code: 'officers-only' });
  return { process, role: process.role };
};
