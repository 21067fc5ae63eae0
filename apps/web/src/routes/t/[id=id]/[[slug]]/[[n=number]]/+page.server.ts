import {
  NumberAt,
  Onward,
  ReadRanges,
  ThreadReading,
  TopicProposals,
  TopicWindow,
  WaitingPost,
} from '@app/contract';
import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { postPath, topicPath } from '#lib/forum/paths.ts';
import { readElection } from '#lib/governance/server/read-election.ts';
import { momentOf } from '#lib/governance/wall-time.ts';
import { zoneOf } from '#lib/ui/zone.ts';
import { read, send } from '#lib/server/api.ts';
import { orErrorPage } from '#lib/server/or-error-page.ts';
import { textFields } from '#lib/server/forms.ts';
import { followMove, movedPath } from '#lib/server/moved.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ cookies, fetch, params, url }) => {
  const date = momentOf(`${url.searchParams.get('date') ?? ''}T00:00`, zoneOf(cookies.get('zone')) ?? 'UTC');
  if (date !== undefined) {
    const { number } = await read(fetch, `/topics/${params.id}/number?date=${date}`, NumberAt);
    redirect(303, postPath({ id: params.id, slug: params.slug ?? '-' }, number));
  }
  const asked = params.n ?? numberOf(url.searchParams.get('n')) ?? numberOf(params.slug ?? null);
  const window = await read(fetch, `/topics/${params.id}${windowQuery(asked, url)}`, TopicWindow).catch(
    (cause: unknown) => followMove(fetch, { topicId: params.id, number: asked ?? 1 }, cause),
  );
  const { topic, posts } = window;

  if (url.searchParams.has('n') && asked !== undefined) redirect(303, postPath(topic, asked));
  if (params.slug !== topic.slug) redirect(301, asked ? `${topicPath(topic)}/${asked}` : topicPath(topic));
  if (asked !== undefined && !posts.some(({ number }) => number === asked)) {
    const moved = await movedPath(fetch, params.id, asked);
    if (moved !== null) redirect(302, moved);
    const [nearest] = posts
      .map(({ number }) => number)
      .toSorted((a, b) => Math.abs(a - asked) - Math.abs(b - asked));
    if (nearest === undefined) error(404);
    redirect(302, `${topicPath(topic)}/${nearest}?missing=${asked}#post-${nearest}`);
  }
  return {
    window,
    proposals: await read(fetch, `/topics/${topic.id}/proposals`, TopicProposals),
    election: topic.kind === 'election' ? await readElection(fetch, topic.id) : null,
    /** How complete it is here, and what of the viewer's is on its way, where others write in it too. */
    elsewhere: isElsewhere(window) ? await readElsewhere(fetch, topic.id) : null,
    /** Where to go from the end, where the end is on the page. */
    onward: window.hasAfter ? null : await read(fetch, `/topics/${topic.id}/onward`, Onward),
    anchor: asked,
    missing: numberOf(url.searchParams.get('missing')),
    /** Whether a reply came here because its topic had become part of this one. */
    moved: url.searchParams.has('moved'),
    /** For the reply that may be written on this page. */
    clientId: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  /** Marks a window as read, for browsers that cannot watch what is on the screen. */
  read: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const to = Number(form.get('to'));
    const ranges = ReadRanges.parse({ ranges: [[Number(form.get('from')), to]] });
    await send(fetch, 'PUT', `/topics/${params.id}/reading`, ranges);
    redirect(303, postPath({ id: params.id, slug: params.slug ?? '' }, to));
  },

  /** Looks for replies that did not come by themselves. */
  missing: async ({ fetch, params, url }) => {
    await orErrorPage(send(fetch, 'POST', `/topics/${params.id}/missing-replies`));
    redirect(303, url.pathname);
  },

  /** Sends a post once more to a category elsewhere that has not shown it. */
  again: async ({ fetch, request, url }) => {
    const { post } = textFields(await request.formData(), 'post');
    await orErrorPage(send(fetch, 'POST', `/posts/${encodeURIComponent(post)}/delivery`));
    redirect(303, url.pathname);
  },
};

function isElsewhere({ topic, posts }: TopicWindow): boolean {
  return topic.category.domain !== null || posts.some(({ originUrl }) => originUrl !== null);
}

async function readElsewhere(fetch: typeof globalThis.fetch, id: string) {
  const [reading, waiting] = await Promise.all([
    read(fetch, `/topics/${id}/missing-replies`, ThreadReading),
    read(fetch, `/topics/${id}/waiting`, z.array(WaitingPost)),
  ]);
  return { reading, waiting };
}

function numberOf(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

/** Around the number that was asked for; without one, before or after a number, or from the first post. */
function windowQuery(asked: number | undefined, url: URL): string {
  if (asked !== undefined) return `?near=${asked}`;
  for (const side of ['before', 'after']) {
    const number = numberOf(url.searchParams.get(side));
    if (number !== undefined) return `?${side}=${number}`;
  }
  return '';
}
