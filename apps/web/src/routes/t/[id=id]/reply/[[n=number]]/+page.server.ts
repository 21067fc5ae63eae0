import { NewPost, PostAddress, type PostForViewer, PostSource } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { quoteMarkdown } from '#lib/composer/quote.ts';
import { topicPath } from '#lib/forum/paths.ts';
import { askedDraft } from '#lib/server/asked-draft.ts';
import { read, send, withHeaders } from '#lib/server/api.ts';
import { findPost } from '#lib/server/find-post.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { previewAction } from '#lib/server/preview.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, parent, url }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname + url.search)}`);
  const { topic, post } = await findPost(fetch, { id: params.id, n: params.n ?? 1 });
  const target = params.n === undefined ? null : post;
  const whole = target && url.searchParams.has('quote');
  return {
    topic,
    target,
    /** All that the post says, to begin with. */
    quote: whole ? await wholeQuote(fetch, topic, target) : '',
    clientId: crypto.randomUUID(),
    draft: await askedDraft(fetch, url),
  };
};

async function wholeQuote(
  fetch: typeof globalThis.fetch,
  topic: { id: string; slug: string },
  post: PostForViewer,
): Promise<string> {
  const { raw } = await read(fetch, `/posts/${post.id}/source`, PostSource);
  // What it quoted itself was said by somebody else, and a poll asks only once.
  const said = raw.replaceAll(/^>.*\n?/gm, '').replaceAll(/^```poll\n[^]*?^```$/gm, '');
  return `${quoteMarkdown(topic, post, said.trim())}\n\n`;
}

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
