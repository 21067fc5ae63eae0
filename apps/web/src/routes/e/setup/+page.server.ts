import { DraftId, DraftStep } from '@app/contract';
import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { m } from '#lib/paraglide/messages.js';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const DraftLines = z.array(DraftId.extend({ title: z.string(), missing: DraftStep.nullable() }));

export const load: PageServerLoad = async ({ fetch, parent, url }) => {
  const { site, viewer } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname + url.search)}`);
  const drafts = await read(fetch, '/election-drafts', DraftLines);
  // Somebody who cannot open an election may still have the setup of one that is held again.
  if (drafts.length === 0 && !site.categories.some(({ may }) => may.openElection))
    error(403, m.problem_staff_only(), { code: 'staff-only' });
  return { drafts, asked: url.searchParams.get('c') ?? '' };
};

export const actions: Actions = {
  begin: async ({ fetch, request }) => {
    const values = textFields(await request.formData(), 'category');
    let id: string;
    try {
      ({ id } = DraftId.parse(await send(fetch, 'POST', '/election-drafts')));
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(
      303,
      `/e/setup/${id}/seats${values.category ? `?c=${encodeURIComponent(values.category)}` : ''}`,
    );
  },

  discard: async ({ fetch, request }) => {
    const { id } = textFields(await request.formData(), 'id');
    try {
      await send(fetch, 'DELETE', `/election-drafts/${id}`);
    } catch (cause) {
      return refuse(cause, { category: '' });
    }
    redirect(303, '/e/setup');
  },
};
