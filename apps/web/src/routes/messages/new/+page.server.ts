import { GroupCard, NewMessage, PostAddress } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { topicPath } from '#lib/forum/paths.ts';
import { read, send, withHeaders } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { askedDraft } from '#lib/server/asked-draft.ts';
import { readNames, sayUnknown } from '#lib/server/message-names.ts';
import { previewAction } from '#lib/server/preview.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, parent, url }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname + url.search)}`);
  const groups = await read(fetch, '/groups', z.array(GroupCard));
  return {
    draft: await askedDraft(fetch, url),
    to: url.searchParams.get('to') ?? '',
    groups: groups.filter(({ mine, builtIn }) => !builtIn && (mine !== null || viewer.role === 'staff')),
    clientId: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  send: async ({ fetch, request }) => {
    const values = written(await request.formData());
    let address: PostAddress;
    try {
      const once = withHeaders(fetch, { 'idempotency-key': values.clientId });
      const message = NewMessage.parse({
        ...values,
        people: readNames(values.people),
        groups: values.chosen,
      });
      address = PostAddress.parse(await send(once, 'POST', '/messages', message));
    } catch (cause) {
      return sayUnknown(cause, values) ?? refuse(cause, values);
    }
    redirect(303, topicPath({ id: address.topicId, slug: address.slug }));
  },
  preview: async ({ fetch, request }) => previewAction(fetch, written(await request.formData())),
};

function written(form: FormData) {
  return {
    ...textFields(form, 'people', 'title', 'raw', 'clientId'),
    chosen: form.getAll('group').map(String),
  };
}
