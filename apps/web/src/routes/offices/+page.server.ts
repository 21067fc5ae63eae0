import { EndTerm, NewOffice, Office, VacancyFilled } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { GroupCard } from '@app/contract';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, parent }) => {
  const { viewer } = await parent();
  return {
    offices: await read(fetch, '/offices', z.array(Office)),
    groups: viewer?.role === 'staff' ? await read(fetch, '/groups', z.array(GroupCard)) : [],
  };
};

export const actions: Actions = {
  end: async ({ fetch, request }) => {
    const values = { ...textFields(await request.formData(), 'term', 'reason'), form: 'end' };
    try {
      const answer = await send(fetch, 'POST', `/offices/terms/${values.term}/end`, EndTerm.parse(values));
      return { values, message: '', errors: {}, filled: VacancyFilled.parse(answer) };
    } catch (cause) {
      return refuse(cause, values);
    }
  },

  create: async ({ fetch, request }) => {
    const values = {
      ...textFields(await request.formData(), 'name', 'slug', 'group', 'seats', 'substitutes'),
      form: 'create',
    };
    try {
      await send(fetch, 'POST', '/offices', NewOffice.parse(values));
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, `/offices#${values.slug}`);
  },
};
