import { TopicTree } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { treePath } from '#lib/forum/paths.ts';
import { read, send } from '#lib/server/api.ts';
import { textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const query = new URLSearchParams();
  if (params.n !== undefined) query.set('under', String(params.n));
  const after = url.searchParams.get('after');
  if (after !== null) query.set('after', after);
  const tree = await read(fetch, `/topics/${params.id}/tree?${query}`, TopicTree);
  const address = treePath(tree.topic, params.n);
  if (`${url.pathname}?view=${url.searchParams.get('view')}` !== address)
    redirect(301, after === null ? address : `${address}&after=${encodeURIComponent(after)}`);
  return { tree, under: params.n };
};

export const actions: Actions = {
  /** Marks a post and all that answers it as read. */
  default: async ({ fetch, params, request, url }) => {
    const { branch } = textFields(await request.formData(), 'branch');
    await send(fetch, 'PUT', `/topics/${params.id}/branches/${encodeURIComponent(branch)}/reading`);
    redirect(303, `${url.pathname}${url.search}#post-${branch}`);
  },
};
