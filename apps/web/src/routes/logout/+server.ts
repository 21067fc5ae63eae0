import { redirect } from '@sveltejs/kit';
import { send } from '#lib/server/api.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ fetch }) => {
  await send(fetch, 'DELETE', '/sessions/current');
  redirect(303, '/');
};
