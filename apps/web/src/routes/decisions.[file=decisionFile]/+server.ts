import type { RequestHandler } from './$types';

/** The decision log as feed or file, at an address that people can keep. */
export const GET: RequestHandler = async ({ fetch, params, url }) => {
  const answer = await fetch(`/api/v1/decisions.${params.file}${url.search}`);
  return new Response(answer.body, {
    status: answer.status,
    headers: {
      'content-type': answer.headers.get('content-type') ?? 'text/plain',
      'cache-control': 'private',
    },
  });
};
