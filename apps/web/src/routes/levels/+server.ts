import { FollowLevel } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { send } from '#lib/server/api.ts';
import { safePath } from '#lib/server/back.ts';
import { textFields } from '#lib/server/forms.ts';
import type { RequestHandler } from './$types';

/** Keeps how much of a topic or a category the viewer wants to hear, and goes back to where it was chosen. */
export const POST: RequestHandler = async ({ fetch, request }) => {
  const form = textFields(await request.formData(), 'topic', 'category', 'level', 'back');
  const level = FollowLevel.nullable().catch(null).parse(form.level);
  const what = form.topic === '' ? `categories/${encodeURIComponent(form.category)}` : `topics/${form.topic}`;
  await send(fetch, 'PUT', `/${what}/level`, { level });
  redirect(303, safePath(form.back));
};
