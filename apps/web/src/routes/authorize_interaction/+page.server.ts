import { redirect } from '@sveltejs/kit';
import { safePath } from '#lib/server/back.ts';
import type { PageServerLoad } from './$types';

/** Where other servers send our members with what they want to follow or answer (OStatus subscribe, FEP-3b86). */
export const load: PageServerLoad = async ({ parent, url }) => {
  const { viewer } = await parent();
  const uri = (url.searchParams.get('uri') ?? url.searchParams.get('acct') ?? '').trim();
  const own = URL.canParse(uri) && new URL(uri).host === url.host ? new URL(uri) : null;
  if (own) redirect(303, safePath(own.pathname + own.search));
  const page = uri === '' ? '/remote' : `/remote?address=${encodeURIComponent(uri)}`;
  redirect(303, viewer ? page : `/login?back=${encodeURIComponent(page)}`);
};
