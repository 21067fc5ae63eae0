import { Category, PostMove, PostMoved, TopicWindow } from '@app/contract';
import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { postPath } from '#lib/forum/paths.ts';
import { readNumbers, readTopicId } from '#lib/forum/post-numbers.ts';
import { m } from '#lib/paraglide/messages.js';
import { read, Refusal, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { followMove } from '#lib/server/moved.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, parent, url }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname + url.search)}`);
  const near = readNumbers(url.searchParams.get('near') ?? '')?.[0];
  const window = await read(
    fetch,
    `/topics/${params.id}?limit=60${near === undefined ? '' : `&near=${near}`}`,
    TopicWindow,
  ).catch((cause: unknown) => followMove(fetch, { topicId: params.id, number: 1 }, cause));
  if (!window.topic.may.moderate) error(403);
  const categories = await read(fetch, '/categories', z.array(Category));
  return { window, near, categories: categories.filter(({ may }) => may.createTopic) };
};

export const actions: Actions = {
  default: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const values = {
      ...textFields(form, 'more', 'to', 'title', 'category', 'other'),
      chosen: form.getAll('number').map(String),
    };
    const fault = (name: string, message: string) =>
      fail(422, { values, message: m.problem_invalid_input(), errors: { [name]: message } });
    const more = readNumbers(values.more);
    if (more === null) return fault('more', m.numbers_unreadable());
    const numbers = [...new Set([...values.chosen.map(Number), ...more])];
    if (numbers.length === 0) return fault('more', m.no_posts_chosen());
    if (numbers.includes(1)) return fault('more', m.first_post_stays());
    const toTopicId = readTopicId(values.other);
    if (values.to === 'other' && toTopicId === null) return fault('other', m.no_such_topic());
    try {
      const target =
        values.to === 'other' ? { toTopicId } : { title: values.title, category: values.category };
      const wish = PostMove.parse({ numbers, ...target });
      const moved = PostMoved.parse(await send(fetch, 'POST', `/topics/${params.id}/moves`, wish));
      redirect(303, postPath({ id: moved.topicId, slug: moved.slug }, moved.number));
    } catch (cause) {
      if (cause instanceof Refusal && cause.problem.code === 'invalid-input') {
        const [issue] = cause.problem.errors ?? [];
        if (issue?.pointer === '/numbers') return fault('more', m.no_such_post_here());
        if (issue?.pointer === '/toTopicId') return fault('other', m.no_such_topic());
      }
      if (cause instanceof Refusal && values.to === 'other') return fault('other', m.no_such_topic());
      return refuse(cause, values);
    }
  },
};
