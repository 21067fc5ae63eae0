import { EditOverview, OverviewVersion, TopicWindow } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { topicPath } from '#lib/forum/paths.ts';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => {
  const [{ topic }, versions] = await Promise.all([
    read(fetch, `/topics/${params.id}?limit=1`, TopicWindow),
    read(fetch, `/topics/${params.id}/overview`, z.array(OverviewVersion)),
  ]);
  return { topic, versions };
};

export const actions: Actions = {
  default: async ({ fetch, params, request }) => {
    const values = textFields(await request.formData(), 'raw', 'version', 'slug');
    try {
      await send(fetch, 'PUT', `/topics/${params.id}/overview`, EditOverview.parse(values));
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, topicPath({ id: params.id, slug: values.slug }));
  },
};
