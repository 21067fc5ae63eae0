import { InteractFrom, RemotePlace } from '@app/contract';
import { send } from '#lib/server/api.ts';
import { safePath } from '#lib/server/back.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ cookies, url }) => ({
  path: safePath(url.searchParams.get('path')),
  handle: cookies.get('fediverse-handle') ?? '',
});

export const actions: Actions = {
  default: async ({ cookies, fetch, request }) => {
    const values = textFields(await request.formData(), 'handle', 'path');
    let place: RemotePlace;
    try {
      place = RemotePlace.parse(await send(fetch, 'POST', '/interactions', InteractFrom.parse(values)));
    } catch (cause) {
      return refuse(cause, values);
    }
    // Who comes again need not say it again.
    cookies.set('fediverse-handle', values.handle, {
      path: '/interact',
      maxAge: 365 * 24 * 3600,
      sameSite: 'lax',
    });
    // Browsers do not let a form lead to another site; a page may.
    return { values, message: '', code: undefined, link: undefined, errors: {}, leadsTo: place.url };
  },
};
