import { GroupCard, NewMessage, PostAddress } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { topicPath } from '#lib/forum/paths.ts';
import { read, send, withHeaders } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { readNames, sayUnknown } from '#lib/server/message-names.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, parent, url }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname + url.search)}`);
  const groups = await read(fetch, '/groups', z.array(GroupCard));
  return {
    to: url.searchParams.get('to') ?? '',
    groups: groups.filter(({ mine, builtIn }) => !builtIn && (mine !== null || viewer.role === 'staff')),
    clientId: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const form = await request.formData();
    const chosen = form.getAll('group').map(String);
    const values = { ...textFields(form, 'people', 'title', 'raw', 'clientId'), chosen };
    let address: PostAddress;
    try {
      const once = withHeaders(fetch, { 'idempotency-key': values.clientId });
      const message = NewMessage.parse({ ...values, people: readNames(values.people), groups: chosen });
      address = PostAddress.parse(await send(once, 'POST', '/messages', message));
    } catch (cause) {
      return sayUnknown(cause, values) ?? refuse(cause, values);
    }
    redirect(303, topicPath({ id: address.topicId, slug: address.slug }));
  },
};
