import { Decision } from '@app/contract';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => ({
  decision: await read(fetch, `/decisions/${params.id}`, Decision),
});
