import { FlagReceipt, NewFlag } from '@app/contract';
import { error, fail } from '@sveltejs/kit';
import { send } from '#lib/server/api.ts';
import { findPost } from '#lib/server/find-post.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { needViewer } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, parent, url }) => {
  const { viewer } = await parent();
  needViewer(viewer, url);
  const { topic, post } = await findPost(fetch, params);
  if (!post.may.flag) error(403);
  return { topic, post };
};

export const actions: Actions = {
  default: async ({ fetch, params, request }) => {
    const values = textFields(await request.formData(), 'reason', 'note');
    try {
      const { post } = await findPost(fetch, params);
      const flag = NewFlag.parse(values);
      return { receipt: FlagReceipt.parse(await send(fetch, 'POST', `/posts/${post.id}/flags`, flag)) };
    } catch (cause) {
      const { status, data } = refuse(cause, values);
      return fail(status, { refused: data });
    }
  },
};
