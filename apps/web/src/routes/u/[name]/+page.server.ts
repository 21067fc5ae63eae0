import { Profile } from '@app/contract';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => ({
  profile: await read(fetch, `/accounts/${encodeURIComponent(params.name)}`, Profile),
});
