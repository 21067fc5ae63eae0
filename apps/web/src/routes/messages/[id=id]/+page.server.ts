import { MessagePeople, MorePeople, TopicWindow } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { readNames, sayUnknown } from '#lib/server/message-names.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, parent, url }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname)}`);
  const [{ topic }, people] = await Promise.all([
    read(fetch, `/topics/${params.id}?limit=1`, TopicWindow),
    read(fetch, `/messages/${params.id}/people`, MessagePeople),
  ]);
  return { topic, people };
};

export const actions: Actions = {
  add: async ({ fetch, params, request }) => {
    const values = textFields(await request.formData(), 'people');
    try {
      const more = MorePeople.parse({ people: readNames(values.people) });
      await send(fetch, 'POST', `/messages/${params.id}/people`, more);
    } catch (cause) {
      return sayUnknown(cause, values) ?? refuse(cause, values);
    }
    redirect(303, `/messages/${params.id}`);
  },
  leave: async ({ fetch, params }) => {
    await send(fetch, 'DELETE', `/messages/${params.id}/people/me`);
    redirect(303, '/messages');
  },
};
