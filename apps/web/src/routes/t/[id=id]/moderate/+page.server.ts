import {
  Category,
  CategoryWriting,
  PostMoved,
  RecentMove,
  TopicChange,
  TopicWindow,
  Whereabouts,
} from '@app/contract';
import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { categoryAddress, categoryPath, postPath, topicPath } from '#lib/forum/paths.ts';
import { readTopicId } from '#lib/forum/post-numbers.ts';
import { m } from '#lib/paraglide/messages.js';
import { read, Refusal, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { fail } from '@sveltejs/kit';
import { followMove } from '#lib/server/moved.ts';
import { readTags } from '#lib/tags/tag-path.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, parent, url }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname)}`);
  const { topic } = await readTopic(fetch, params.id);
  if (!topic.may.moderate && !topic.may.rename) error(403);
  const address = encodeURIComponent(categoryAddress(topic.category));
  const writing =
    topic.category.slug === '~messages'
      ? null
      : await read(fetch, `/categories/${address}/writing`, CategoryWriting);
  if (!topic.may.moderate) return { topic, writing, categories: [], moves: [] };
  const [categories, moves] = await Promise.all([
    read(fetch, '/categories', z.array(Category)),
    read(fetch, `/topics/${params.id}/moves`, z.array(RecentMove)),
  ]);
  return { topic, writing, categories: categories.filter(({ may }) => may.createTopic), moves };
};

export const actions: Actions = {
  change: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const values = textFields(form, 'title', 'category', 'state', 'pinnedUntil', 'slowSeconds', 'tags');
    try {
      const change = TopicChange.parse({
        ...(form.has('title') ? { title: values.title } : {}),
        ...(form.has('category') ? { category: values.category } : {}),
        ...(form.has('state') ? { state: values.state } : {}),
        ...(form.has('pinnedUntil') ? { pinnedUntil: endOfDay(values.pinnedUntil) } : {}),
        ...(form.has('pin') ? { pinnedEverywhere: form.has('pinnedEverywhere') } : {}),
        ...(form.has('tags') ? { tags: readTags(values.tags) } : {}),
        ...(form.has('slowSeconds') ? { slowSeconds: Number(values.slowSeconds) } : {}),
      });
      await send(fetch, 'PATCH', `/topics/${params.id}`, change);
    } catch (cause) {
      return refuse(cause, values);
    }
    const { topic } = await readTopic(fetch, params.id);
    redirect(303, topicPath(topic));
  },
  merge: async ({ fetch, params, request }) => {
    const values = textFields(await request.formData(), 'other');
    const toTopicId = readTopicId(values.other);
    if (toTopicId === null) return noSuchTopic(values);
    try {
      const moved = PostMoved.parse(await send(fetch, 'POST', `/topics/${params.id}/moves`, { toTopicId }));
      redirect(303, postPath({ id: moved.topicId, slug: moved.slug }, moved.number));
    } catch (cause) {
      if (cause instanceof Refusal && cause.problem.status !== 401) return noSuchTopic(values);
      throw cause;
    }
  },
  undo: async ({ fetch, request }) => {
    const { move } = textFields(await request.formData(), 'move');
    try {
      const { topicId, slug } = Whereabouts.parse(await send(fetch, 'POST', `/moves/${move}/undo`));
      redirect(303, topicPath({ id: topicId, slug }));
    } catch (cause) {
      return refuse(cause, {});
    }
  },
  delete: async ({ fetch, params }) => {
    const { topic } = await readTopic(fetch, params.id);
    await send(fetch, 'DELETE', `/topics/${params.id}`);
    redirect(303, categoryPath(topic.category));
  },
  restore: async ({ fetch, params }) => {
    await send(fetch, 'POST', `/topics/${params.id}/restore`);
    const { topic } = await readTopic(fetch, params.id);
    redirect(303, topicPath(topic));
  },
};

function readTopic(fetch: typeof globalThis.fetch, topicId: string) {
  return read(fetch, `/topics/${topicId}?limit=1`, TopicWindow).catch((cause: unknown) =>
    followMove(fetch, { topicId, number: 1 }, cause),
  );
}

function noSuchTopic(values: { other: string }) {
  return fail(422, { values, message: m.problem_invalid_input(), errors: { other: m.no_such_topic() } });
}

/** A date field has a day; it is pinned to the end of it. */
function endOfDay(day: string): string | null {
  return day === '' ? null : `${day}T23:59:59Z`;
}
