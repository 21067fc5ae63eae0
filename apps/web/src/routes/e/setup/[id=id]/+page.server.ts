import { redirect } from '@sveltejs/kit';
import { pageOfStep } from '#lib/governance/setup/steps.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, url }) => {
  const { draft } = await parent();
  redirect(303, `${url.pathname.replace(/\/$/, '')}/${pageOfStep(draft.missing)}`);
};
