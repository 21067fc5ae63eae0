import { FollowRemoteCategory, RemoteAddress, RemoteFollow, RemoteThing } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url, parent }) => {
  const { viewer } = await parent();
  const asked = url.searchParams.get('address')?.trim() ?? '';
  const found = viewer && asked !== '' ? await lookUp(fetch, asked) : null;
  // What stands here already needs no page in between.
  if (found?.thing?.kind === 'topic' && found.thing.path) redirect(303, found.thing.path);
  return {
    follows: await read(fetch, '/remote-categories', z.array(RemoteFollow)),
    askedFor: url.searchParams.get('asked'),
    asked,
    found,
  };
};

async function lookUp(fetch: typeof globalThis.fetch, address: string) {
  try {
    const query = new URLSearchParams(RemoteAddress.parse({ address }));
    return { thing: RemoteThing.parse(await send(fetch, 'GET', `/remote-things?${query}`)), refused: null };
  } catch (cause) {
    return { thing: null, refused: refuse(cause, { address }).data };
  }
}

export const actions: Actions = {
  /** Follows a category on behalf of everybody here. */
  category: async ({ fetch, request }) => {
    const values = textFields(await request.formData(), 'address');
    let follow: RemoteFollow;
    try {
      follow = RemoteFollow.parse(
        await send(fetch, 'POST', '/remote-categories', FollowRemoteCategory.parse(values)),
      );
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, follow.state === 'accepted' ? `/c/${follow.category}` : `/remote?asked=${follow.category}`);
  },

  /** Brings a thread here. */
  bring: async ({ fetch, request }) => {
    const values = textFields(await request.formData(), 'address');
    let thing: RemoteThing;
    try {
      thing = RemoteThing.parse(await send(fetch, 'POST', '/remote-things', RemoteAddress.parse(values)));
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, thing.path ?? '/remote');
  },
};
