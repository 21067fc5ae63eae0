import { AccountGroup, SignInSettings } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { readCanned, writeCanned } from '#lib/signin/canned.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => {
  const settings = await read(fetch, '/admin/sign-in', SignInSettings);
  const groups = await read(fetch, '/groups', z.array(AccountGroup.pick({ slug: true, name: true })));
  const { houseRules, cannedReplies, approverGroup, requireSecondFactor, ...rest } = settings;
  const values = {
    ...rest,
    houseRules: houseRules.join('\n'),
    cannedReplies: writeCanned(cannedReplies),
    approverGroup: approverGroup ?? '',
    requireSecondFactor: requireSecondFactor ? 'on' : '',
  };
  return { values, groups, saved: url.searchParams.has('saved') };
};

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const values = textFields(
      await request.formData(),
      'signUp',
      'applicationQuestion',
      'approverGroup',
      'cannedReplies',
      'houseRules',
      'requireSecondFactor',
    );
    try {
      const settings = SignInSettings.parse({
        ...values,
        approverGroup: values.approverGroup === '' ? null : values.approverGroup,
        cannedReplies: readCanned(values.cannedReplies),
        houseRules: values.houseRules.split('\n').filter((line) => line.trim() !== ''),
        requireSecondFactor: values.requireSecondFactor === 'on',
      });
      await send(fetch, 'PUT', '/admin/sign-in', settings);
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, '/admin/sign-in?saved');
  },
};
