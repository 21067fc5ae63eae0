import { NewTopic, PostAddress } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { topicPath } from '#lib/forum/paths.ts';
import { askedDraft } from '#lib/server/asked-draft.ts';
import { send, withHeaders } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { previewAction } from '#lib/server/preview.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, parent, url }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname + url.search)}`);
  const draft = await askedDraft(fetch, url);
  return { chosen: url.searchParams.get('c') ?? draft?.category ?? '', draft, clientId: crypto.randomUUID() };
};

export const actions: Actions = {
  send: async ({ fetch, request }) => {
    const values = textFields(await request.formData(), 'category', 'title', 'raw', 'clientId');
    let address: PostAddress;
    try {
      // The same form sent twice opens one topic.
      const once = withHeaders(fetch, { 'idempotency-key': values.clientId });
      address = PostAddress.parse(await send(once, 'POST', '/topics', NewTopic.parse(values)));
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, topicPath({ id: address.topicId, slug: address.slug }));
  },
  preview: async ({ fetch, request }) =>
    previewAction(fetch, textFields(await request.formData(), 'category', 'title', 'raw', 'clientId')),
};
