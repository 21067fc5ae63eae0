import { EditPost, PostSource } from '@app/contract';
import { error, redirect } from '@sveltejs/kit';
import { postPath } from '#lib/forum/paths.ts';
import { read, Refusal, send, withHeaders } from '#lib/server/api.ts';
import { findPost } from '#lib/server/find-post.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { orErrorPage } from '#lib/server/or-error-page.ts';
import { previewAction } from '#lib/server/preview.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, parent, url }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname)}`);
  const { topic, post } = await findPost(fetch, params);
  if (!post.may.edit) error(403);
  return { topic, source: await read(fetch, `/posts/${post.id}/source`, PostSource) };
};

export const actions: Actions = {
  send: async ({ fetch, params, request }) => {
    const values = textFields(await request.formData(), 'raw', 'version');
    const { topic, post } = await findPost(fetch, params);
    try {
      const edited = withHeaders(fetch, { 'if-match': `"${values.version}"` });
      await send(edited, 'PATCH', `/posts/${post.id}`, EditPost.parse(values));
    } catch (cause) {
      const refused = refuse(cause, values);
      // The newest text is shown beside this one; saving again is then a choice, not an accident.
      if (cause instanceof Refusal && cause.problem.code === 'stale-version') {
        refused.data.values.version = String(post.version);
      }
      return refused;
    }
    redirect(303, postPath(topic, params.n));
  },
  preview: async ({ fetch, request }) =>
    previewAction(fetch, textFields(await request.formData(), 'raw', 'version')),
  delete: async ({ fetch, params }) => {
    const { topic, post } = await findPost(fetch, params);
    await orErrorPage(send(fetch, 'DELETE', `/posts/${post.id}`));
    redirect(303, postPath(topic, params.n));
  },
  restore: async ({ fetch, params }) => {
    const { topic, post } = await findPost(fetch, params);
    await orErrorPage(send(fetch, 'POST', `/posts/${post.id}/restore`));
    redirect(303, postPath(topic, params.n));
  },
};
