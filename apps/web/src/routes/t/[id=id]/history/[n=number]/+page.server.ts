import { PostRevision, ShownRevision } from '@app/contract';
import { z } from 'zod';
import { wordChanges } from '#lib/forum/word-changes.ts';
import { read } from '#lib/server/api.ts';
import { findPost } from '#lib/server/find-post.ts';
import { renderedChanges } from '#lib/server/rendered-changes.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const { topic, post } = await findPost(fetch, params);
  const revisions = await read(fetch, `/posts/${post.id}/revisions`, z.array(PostRevision));
  const asked = Number(url.searchParams.get('v'));
  const version = revisions.some((one) => one.version === asked) ? asked : revisions.at(-1)?.version;
  const shown = await read(fetch, `/posts/${post.id}/revisions/${version}`, ShownRevision);
  const { before } = shown;
  return {
    topic,
    post,
    revisions: revisions.toReversed(),
    shown,
    asSource: url.searchParams.get('as') === 'source',
    rendered: before ? renderedChanges(before.html, shown.html) : shown.html,
    changes: before ? wordChanges(before.raw, shown.raw) : [{ kind: 'same' as const, text: shown.raw }],
  };
};
