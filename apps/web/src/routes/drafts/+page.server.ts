import { Draft, DraftKey } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { read, send } from '#lib/server/api.ts';
import { orErrorPage } from '#lib/server/or-error-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, parent }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, '/login?back=/drafts');
  return { drafts: await read(fetch, '/drafts', z.array(Draft)) };
};

export const actions: Actions = {
  drop: async ({ fetch, request }) => {
    const key = DraftKey.parse((await request.formData()).get('key'));
    await orErrorPage(send(fetch, 'DELETE', `/drafts/${key}`));
    redirect(303, '/drafts');
  },
};
