import { NewPost, PostAddress } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { topicPath } from '#lib/forum/paths.ts';
import { askedDraft } from '#lib/server/asked-draft.ts';
import { send, withHeaders } from '#lib/server/api.ts';
import { findPost } from '#lib/server/find-post.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { previewAction } from '#lib/server/preview.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, parent, url }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname)}`);
  const { topic, post } = await findPost(fetch, { id: params.id, n: params.n ?? 1 });
  return {
    topic,
    target: params.n === undefined ? null : post,
    clientId: crypto.randomUUID(),
    draft: await askedDraft(fetch, url),
  };
};

export const actions: Actions = {
  send: async ({ fetch, params, request }) => {
    const values = textFields(await request.formData(), 'raw', 'clientId');
    let address: PostAddress;
    try {
      const post = NewPost.parse({ ...values, ...(params.n === undefined ? {} : { replyTo: params.n }) });
      // The same form sent twice writes one post.
      const once = withHeaders(fetch, { 'idempotency-key': values.clientId });
      address = PostAddress.parse(await send(once, 'POST', `/topics/${params.id}/posts`, post));
    } catch (cause) {
      return refuse(cause, values);
    }
    const { topicId, slug, number } = address;
    // A topic that became part of another takes the reply along, and says so there.
    const moved = topicId === params.id ? '' : '?moved';
    redirect(303, `${topicPath({ id: topicId, slug })}/${number}${moved}#post-${number}`);
  },
  preview: async ({ fetch, request }) =>
    previewAction(fetch, textFields(await request.formData(), 'raw', 'clientId')),
};
