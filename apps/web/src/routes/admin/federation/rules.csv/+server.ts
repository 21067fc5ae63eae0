import { HostRuleList } from '@app/contract';
import { read } from '#lib/server/api.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ fetch }) => {
  const { csv } = await read(fetch, '/admin/federation/rules/list', HostRuleList);
  return new Response(csv, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="rules.csv"',
    },
  });
};
