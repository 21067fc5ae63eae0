import { TagCard } from '@app/contract';
import { z } from 'zod';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch }) => ({
  tags: await read(fetch, '/tags', z.array(TagCard)),
});
