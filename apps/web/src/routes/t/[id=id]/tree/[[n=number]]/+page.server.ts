import { TopicTree } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { read, send } from '#lib/server/api.ts';
import { textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const query = new URLSearchParams();
  if (params.n !== undefined) query.set('under', String(params.n));
  const after = url.searchParams.get('after');
  if (after !== null) query.set('after', after);
  return { tree: await read(fetch, `/topics/${params.id}/tree?${query}`, TopicTree), under: params.n };
};

export const actions: Actions = {
  /** Marks a post and all that answers it as read. */
  default: async ({ fetch, params, request, url }) => {
    const { branch } = textFields(await request.formData(), 'branch');
    await send(fetch, 'PUT', `/topics/${params.id}/branches/${encodeURIComponent(branch)}/reading`);
    redirect(303, `${url.pathname}${url.search}#post-${branch}`);
  },
};
