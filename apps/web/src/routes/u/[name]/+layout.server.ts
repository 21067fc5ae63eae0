import { Profile } from '@app/contract';
import { read } from '#lib/server/api.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ fetch, params }) => ({
  profile: await read(fetch, `/accounts/${encodeURIComponent(params.name)}`, Profile),
});
