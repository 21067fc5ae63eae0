import { EditProfile, OwnProfile } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => ({
  own: await read(fetch, '/profile', OwnProfile),
  saved: url.searchParams.has('saved'),
});

export const actions: Actions = {
  default: async ({ fetch, request }) => {
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
