import { WritingLimits } from '@app/contract';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch }) => ({
  limits: await read(fetch, '/limits', WritingLimits),
});
