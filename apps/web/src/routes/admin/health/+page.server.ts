import { SiteHealth } from '@app/contract';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch }) => ({
  health: await read(fetch, '/admin/health', SiteHealth),
});
