import { AltText, OwnUploads, Problem, Upload } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { listQuery } from '#lib/forum/paths.ts';
import { read, Refusal, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => ({
  uploads: await read(fetch, `/uploads${listQuery(url)}`, OwnUploads),
});

export const actions: Actions = {
  add: async ({ fetch, request }) => {
    const file = (await request.formData()).get('file');
    if (!(file instanceof File) || file.size === 0) redirect(303, '/settings/uploads');
    const answer = await fetch(`/api/v1/uploads?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: await file.arrayBuffer(),
    });
    if (!answer.ok) return refuse(new Refusal(Problem.parse(await answer.json())), { file: file.name });
    Upload.parse(await answer.json());
    redirect(303, '/settings/uploads');
  },
  describe: async ({ fetch, request }) => {
    const values = textFields(await request.formData(), 'id', 'alt');
    try {
      await send(fetch, 'PATCH', `/uploads/${encodeURIComponent(values.id)}`, {
        alt: AltText.parse(values.alt),
      });
    } catch (cause) {
      return refuse(cause, { file: '' });
    }
    redirect(303, '/settings/uploads');
  },
  remove: async ({ fetch, request }) => {
    const { id } = textFields(await request.formData(), 'id');
    try {
      await send(fetch, 'DELETE', `/uploads/${encodeURIComponent(id)}`);
    } catch (cause) {
      return refuse(cause, { file: '' });
    }
    redirect(303, '/settings/uploads');
  },
};
