import { ReactionKind, Reactors } from '@app/contract';
import { error, redirect } from '@sveltejs/kit';
import { postPath } from '#lib/forum/paths.ts';
import { read, send } from '#lib/server/api.ts';
import { findPost } from '#lib/server/find-post.ts';
import { orErrorPage } from '#lib/server/or-error-page.ts';
import { needViewer } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => {
  const { topic, post } = await findPost(fetch, params);
  return { topic, post, reactors: await read(fetch, `/posts/${post.id}/reactions`, Reactors) };
};

export const actions: Actions = {
  add: (event) => react(event, 'PUT'),
  remove: (event) => react(event, 'DELETE'),
};

type Event = Parameters<Actions[string]>[0];

async function react({ fetch, params, request, url }: Event, method: 'PUT' | 'DELETE'): Promise<never> {
  const kind = ReactionKind.safeParse((await request.formData()).get('kind'));
  if (!kind.success) error(400);
  const { topic, post } = await findPost(fetch, params);
  // Somebody whose session has ended comes to the sign-in page, not to a refusal.
  needViewer(post.may.bookmark || post.deleted ? post : null, new URL(postPath(topic, params.n), url));
  await orErrorPage(send(fetch, method, `/posts/${post.id}/reactions/${kind.data}`));
  redirect(303, postPath(topic, params.n));
}
