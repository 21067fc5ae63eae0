import { GroupCard } from '@app/contract';
import { z } from 'zod';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch }) => ({
  groups: (await read(fetch, '/groups', z.array(GroupCard))).filter(({ builtIn }) => !builtIn),
});
