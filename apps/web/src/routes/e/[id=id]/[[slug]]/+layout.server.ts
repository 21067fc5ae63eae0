import { Election } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { electionPath } from '#lib/forum/paths.ts';
import { readProcess } from '#lib/governance/server/read-process.ts';
import { read } from '#lib/server/api.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ fetch, params, route, url }) => {
  const election = await read(fetch, `/elections/${params.id}`, Election);
  const path = electionPath(election);
  if (url.pathname !== path && !url.pathname.startsWith(`${path}/`)) {
    const page = route.id.slice('/e/[id=id]/[[slug]]'.length);
    redirect(301, `${path}${page}${url.search}`);
  }
  return { election, process: await readProcess(fetch, election) };
};
