import { ElectionDraft } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { read } from '#lib/server/api.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ fetch, params, parent, url }) => {
  const { viewer, zone } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname)}`);
  const draft = await read(fetch, `/election-drafts/${params.id}`, ElectionDraft);
  return { draft, draftZone: draft.steps.course?.zone ?? zone ?? 'UTC' };
};
