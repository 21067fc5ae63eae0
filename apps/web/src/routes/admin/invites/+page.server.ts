import { AccountGroup, Invitation, InvitedMany, InviteMany, NewInvitation, pageOf } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { listQuery } from '#lib/forum/paths.ts';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => {
  const invitations = await read(fetch, `/admin/invitations${listQuery(url)}`, pageOf(Invitation));
  const groups = await read(fetch, '/groups', z.array(AccountGroup.pick({ slug: true, name: true })));
  return { invitations, groups, made: url.searchParams.has('made') };
};

function written(form: FormData) {
  return textFields(form, 'email', 'uses', 'days', 'group', 'landing', 'note', 'csv');
}

function terms({ days, group, landing, note }: ReturnType<typeof written>) {
  return { days, note, group: group === '' ? null : group, landing: landing === '' ? '/' : landing };
}

export const actions: Actions = {
  invite: async ({ fetch, request }) => {
    const values = written(await request.formData());
    const { email, uses } = values;
    try {
      const person = email === '' ? {} : { email };
      await send(
        fetch,
        'POST',
        '/admin/invitations',
        NewInvitation.parse({ ...terms(values), uses, ...person }),
      );
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, '/admin/invites?made');
  },
  many: async ({ fetch, request }) => {
    const form = await request.formData();
    const values = written(form);
    const file = form.get('file');
    const csv = file instanceof File && file.size > 0 ? await file.text() : values.csv;
    try {
      const asked = InviteMany.parse({ ...terms(values), csv });
      return { many: InvitedMany.parse(await send(fetch, 'POST', '/admin/invitations/batch', asked)) };
    } catch (cause) {
      return refuse(cause, values);
    }
  },
  withdraw: async ({ fetch, request }) => {
    const { id } = textFields(await request.formData(), 'id');
    try {
      await send(fetch, 'DELETE', `/admin/invitations/${encodeURIComponent(id)}`);
    } catch (cause) {
      return refuse(cause, written(new FormData()));
    }
    redirect(303, '/admin/invites');
  },
};
