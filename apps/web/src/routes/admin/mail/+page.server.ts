import { KeptMail, pageOf } from '@app/contract';
import { listQuery } from '#lib/forum/paths.ts';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => ({
  mails: await read(fetch, `/admin/mail${listQuery(url)}`, pageOf(KeptMail)),
});
