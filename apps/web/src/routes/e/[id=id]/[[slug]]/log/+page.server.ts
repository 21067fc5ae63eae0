import { GovEvents } from '@app/contract';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) =>
  read(fetch, `/elections/${params.id}/events`, GovEvents);
