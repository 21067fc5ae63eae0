import { EditProfile, OwnProfile, Problem } from '@app/contract';
import { fail, redirect } from '@sveltejs/kit';
import { read, Refusal, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { orErrorPage } from '#lib/server/or-error-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => ({
  own: await read(fetch, '/profile', OwnProfile),
  saved: url.searchParams.has('saved'),
});

export const actions: Actions = {
  /** A picture of oneself; what is wrong with it is said beside it. */
  avatar: async ({ fetch, request }) => {
    const file = (await request.formData()).get('file');
    if (!(file instanceof File) || file.size === 0) redirect(303, '/settings/profile');
    const answer = await fetch('/api/v1/profile/avatar', {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: await file.arrayBuffer(),
    });
    if (answer.ok) redirect(303, '/settings/profile?saved');
    const problem = new Refusal(Problem.parse(await answer.json()));
    const refused = refuse(problem, null);
    return fail(refused.status, { picture: refused.data.message });
  },
  unavatar: async ({ fetch }) => {
    await orErrorPage(send(fetch, 'DELETE', '/profile/avatar'));
    redirect(303, '/settings/profile?saved');
  },
  save: async ({ fetch, request }) => {
    const form = await request.formData();
    const texts = form.getAll('value');
    const rows = form
      .getAll('label')
      .map((label, index) => ({ label: said(label), value: said(texts[index]) }));
    const values = { ...textFields(form, 'name', 'bio'), fields: rows };
    try {
      // A row that is empty on both sides is not filled in, rather than wrong.
      const fields = rows.filter(({ label, value }) => label.trim() + value.trim() !== '');
      await send(fetch, 'PUT', '/profile', EditProfile.parse({ ...values, fields }));
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, '/settings/profile?saved');
  },
};

function said(value: FormDataEntryValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
