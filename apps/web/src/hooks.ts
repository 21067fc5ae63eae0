import type { Reroute } from '@sveltejs/kit/hooks';

/** `?view=tree` shows the topic at the same address as a tree of replies, or the branch below a post. */
export const reroute: Reroute = ({ url }) => {
  if (url.searchParams.get('view') !== 'tree') return;
  const [, id, number = ''] = /^\/t\/(\d+)(?:\/[^/]*(\/\d+)?)?$/.exec(url.pathname) ?? [];
  return id === undefined ? undefined : `/t/${id}/tree${number}`;
};
