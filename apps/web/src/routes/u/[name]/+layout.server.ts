import { PersonFollow, Profile } from '@app/contract';
import { read } from '#lib/server/api.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ fetch, params }) => {
  const path = `/accounts/${encodeURIComponent(params.name)}`;
  const profile = await read(fetch, path, Profile);
  return {
    profile,
    /** Whether the viewer follows them; null where they do not. */
    follow: profile.mine ? await read(fetch, `${path}/follow`, PersonFollow.nullable()) : null,
  };
};
