import { AddedMembers, AddMembers, EditGroup, GroupMember, GroupPage, pageOf } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { listQuery } from '#lib/forum/paths.ts';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const api = (slug: string) => `/groups/${encodeURIComponent(slug)}`;
const member = (slug: string, handle: string) => `${api(slug)}/members/${encodeURIComponent(handle)}`;

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const [group, members] = await Promise.all([
    read(fetch, api(params.slug), GroupPage),
    read(fetch, `${api(params.slug)}/members${listQuery(url)}`, pageOf(GroupMember)),
  ]);
  return { group, members };
};

export const actions: Actions = {
  add: async ({ fetch, params, request }) => {
    const { handles } = textFields(await request.formData(), 'handles');
    const values = { handles, group: undefined };
    try {
      const names = handles.split(/[\s,;]+/).filter((name) => name !== '');
      const answer = await send(
        fetch,
        'POST',
        `${api(params.slug)}/members`,
        AddMembers.parse({ handles: names }),
      );
      return { values: { ...values, handles: '' }, done: AddedMembers.parse(answer) };
    } catch (cause) {
      return refuse(cause, values);
    }
  },

  change: async ({ fetch, params, request }) => {
    const { handle, manager } = textFields(await request.formData(), 'handle', 'manager');
    try {
      await send(fetch, 'PUT', member(params.slug, handle), { manager: manager === 'true' });
    } catch (cause) {
      return refuse(cause, { handles: '', group: undefined });
    }
    redirect(303, `/groups/${params.slug}`);
  },

  remove: async ({ fetch, params, request }) => {
    const { handle, left } = textFields(await request.formData(), 'handle', 'left');
    try {
      await send(fetch, 'DELETE', member(params.slug, handle));
    } catch (cause) {
      return refuse(cause, { handles: '', group: undefined });
    }
    redirect(303, left === '' ? `/groups/${params.slug}` : '/groups');
  },

  edit: async ({ fetch, params, request }) => {
    const group = textFields(await request.formData(), 'name', 'description', 'visibility');
    try {
      await send(fetch, 'PATCH', api(params.slug), EditGroup.parse(group));
    } catch (cause) {
      return refuse(cause, { handles: '', group });
    }
    redirect(303, `/groups/${params.slug}`);
  },
};
