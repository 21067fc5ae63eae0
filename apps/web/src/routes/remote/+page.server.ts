import { FollowRemoteCategory, RemoteFollow } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => ({
  follows: await read(fetch, '/remote-categories', z.array(RemoteFollow)),
  asked: url.searchParams.get('asked'),
});

export const actions: Actions = {
  default: async ({ fetch, request }) => {
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
};
