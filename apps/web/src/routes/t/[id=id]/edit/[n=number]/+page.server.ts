import { EditPost, PostRevision, PostSource } from '@app/contract';
import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { postPath } from '#lib/forum/paths.ts';
import { m } from '#lib/paraglide/messages.js';
import { askedDraft } from '#lib/server/asked-draft.ts';
import { read, Refusal, send, withHeaders } from '#lib/server/api.ts';
import { findPost } from '#lib/server/find-post.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { mergeEdits, type Place, putTogether } from '#lib/server/merge.ts';
import { orErrorPage } from '#lib/server/or-error-page.ts';
import { previewAction } from '#lib/server/preview.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, parent, url }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname)}`);
  const { topic, post } = await findPost(fetch, params);
  if (!post.may.edit) error(403);
  const source = await read(fetch, `/posts/${post.id}/source`, PostSource);
  return { topic, post, source, draft: await askedDraft(fetch, url) };
};

const Choice = z.enum(['mine', 'theirs', 'both']).catch('both');

/** What somebody else wrote in between, put beside what was sent. */
interface Merge {
  name: string;
  theirs: string;
  places: Place[];
}

export const actions: Actions = {
  send: async ({ fetch, params, request }) => {
    const values = textFields(await request.formData(), 'raw', 'version');
    return save(fetch, params, values);
  },
  /** Puts two edits together as the writer chose at each place where they differ. */
  merge: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const { raw: mine, version, theirs } = textFields(form, 'raw', 'version', 'theirs');
    const { post } = await findPost(fetch, params);
    const texts = await read(fetch, `/posts/${post.id}/revisions`, z.array(PostRevision));
    const textOf = (wanted: string) => texts.findLast((one) => one.version <= Number(wanted))?.raw ?? '';
    const places = mergeEdits({ base: textOf(version), mine, theirs: textOf(theirs) });
    const raw = putTogether(places, (place) => Choice.parse(form.get(`place-${place}`)));
    return save(fetch, params, { raw, version: theirs });
  },
  wiki: async ({ fetch, params, request }) => {
    const wiki = (await request.formData()).get('wiki') === 'true';
    const { topic, post } = await findPost(fetch, params);
    await orErrorPage(send(fetch, 'PUT', `/posts/${post.id}/wiki`, { wiki }));
    redirect(303, postPath(topic, params.n));
  },
  /** Takes the preview of a link from the post; the link stays. */
  unpreview: async ({ fetch, params, request }) => {
    const { url } = textFields(await request.formData(), 'url');
    const { topic, post } = await findPost(fetch, params);
    await orErrorPage(send(fetch, 'DELETE', `/posts/${post.id}/previews?url=${encodeURIComponent(url)}`));
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

async function save(
  fetch: typeof globalThis.fetch,
  params: { id: string; n: number },
  values: { raw: string; version: string },
) {
  const { topic, post } = await findPost(fetch, params);
  try {
    const edited = withHeaders(fetch, { 'if-match': `"${values.version}"` });
    await send(edited, 'PATCH', `/posts/${post.id}`, EditPost.parse(values));
  } catch (cause) {
    const isStale = cause instanceof Refusal && cause.problem.code === 'stale-version';
    return isStale ? putBeside(fetch, post.id, values) : refuse(cause, values);
  }
  redirect(303, postPath(topic, params.n));
}

/** Two edits at different places are put together for the writer to read; at the same place the writer chooses. */
async function putBeside(
  fetch: typeof globalThis.fetch,
  postId: string,
  { raw: mine, version }: { raw: string; version: string },
) {
  const revisions = await read(fetch, `/posts/${postId}/revisions`, z.array(PostRevision));
  const latest = revisions.at(-1);
  // A version that changed no text, as becoming a wiki, is not among them; the text was then the oldest one.
  const base = revisions.findLast((one) => one.version <= Number(version)) ?? revisions[0];
  if (!latest || !base) error(404);
  const { name } = latest.editor;
  const { version: newest } = await read(fetch, `/posts/${postId}/source`, PostSource);
  const theirs = String(newest);
  const places = mergeEdits({ base: base.raw, mine, theirs: latest.raw });
  if (places.every((place) => 'same' in place)) {
    const raw = putTogether(places, () => 'both');
    return fail(412, { values: { raw, version: theirs }, message: m.merge_clean({ name }) });
  }
  const merge: Merge = { name, theirs, places };
  return fail(412, { values: { raw: mine, version }, message: m.merge_conflict({ name }), merge });
}
