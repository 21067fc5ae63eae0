import { OwnBookmark, SaveBookmark } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { postPath } from '#lib/forum/paths.ts';
import { reminderAt } from '#lib/forum/reminder.ts';
import { m } from '#lib/paraglide/messages.js';
import { read, send } from '#lib/server/api.ts';
import { safePath } from '#lib/server/back.ts';
import { findPost } from '#lib/server/find-post.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { orErrorPage } from '#lib/server/or-error-page.ts';
import { needViewer } from '#lib/server/session.ts';
import { zoneOf } from '#lib/ui/zone.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, parent, url }) => {
  const { viewer, zone } = await parent();
  needViewer(viewer, url);
  const { topic, post } = await findPost(fetch, params);
  const { bookmark } = await read(fetch, `/posts/${post.id}/bookmark`, OwnBookmark);
  return { topic, post, bookmark, zone: zone ?? 'UTC' };
};

export const actions: Actions = {
  save: async ({ cookies, fetch, params, request }) => {
    const values = textFields(await request.formData(), 'note', 'remind', 'at', 'kept');
    const { topic, post } = await findPost(fetch, params);
    const zone = zoneOf(cookies.get('zone')) ?? 'UTC';
    try {
      const remindAt = values.remind === 'keep' ? values.kept : reminderAt(values.remind, values.at, zone);
      const bookmark = SaveBookmark.parse({ note: values.note, remindAt });
      await send(fetch, 'PUT', `/posts/${post.id}/bookmark`, bookmark);
    } catch (cause) {
      const refused = refuse(cause, values);
      if (refused.data.errors['remindAt']) refused.data.errors = { at: m.react_not_in_future() };
      return refused;
    }
    redirect(303, postPath(topic, params.n));
  },
  remove: async ({ fetch, params, request }) => {
    const { back } = textFields(await request.formData(), 'back');
    const { topic, post } = await findPost(fetch, params);
    await orErrorPage(send(fetch, 'DELETE', `/posts/${post.id}/bookmark`));
    redirect(303, safePath(back, postPath(topic, params.n)));
  },
};
