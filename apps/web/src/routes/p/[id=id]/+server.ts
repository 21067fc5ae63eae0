import { Whereabouts } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { postPath } from '#lib/forum/paths.ts';
import { read } from '#lib/server/api.ts';
import type { RequestHandler } from './$types';

/** The address of a post wherever it is: for what must hold after posts are moved. */
export const GET: RequestHandler = async ({ fetch, params }) => {
  const { topicId, slug, number } = await read(fetch, `/posts/${params.id}/whereabouts`, Whereabouts);
  redirect(302, postPath({ id: topicId, slug }, number));
};
