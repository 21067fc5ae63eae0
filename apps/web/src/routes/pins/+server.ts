import { redirect } from '@sveltejs/kit';
import { send } from '#lib/server/api.ts';
import { safePath } from '#lib/server/back.ts';
import { textFields } from '#lib/server/forms.ts';
import type { RequestHandler } from './$types';

/** Lets a pinned topic sink in the viewer's lists, or brings it up again, and goes back to where it was said. */
export const POST: RequestHandler = async ({ fetch, request }) => {
  const form = textFields(await request.formData(), 'topic', 'shown', 'back');
  await send(fetch, 'PUT', `/topics/${form.topic}/pin`, { shown: form.shown === 'yes' });
  redirect(303, safePath(form.back));
};
