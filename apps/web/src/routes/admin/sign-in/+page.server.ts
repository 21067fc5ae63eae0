import { AccountGroup, NewOidcProvider, OidcProvider, SignInSettings } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { readCanned, writeCanned } from '#lib/signin/canned.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => {
  const settings = await read(fetch, '/admin/sign-in', SignInSettings);
  const groups = await read(fetch, '/groups', z.array(AccountGroup.pick({ slug: true, name: true })));
  const providers = await read(fetch, '/admin/oidc-providers', z.array(OidcProvider));
  const { houseRules, cannedReplies, approverGroup, requireSecondFactor, ...rest } = settings;
  const values = {
    ...rest,
    houseRules: houseRules.join('\n'),
    cannedReplies: writeCanned(cannedReplies),
    approverGroup: approverGroup ?? '',
    requireSecondFactor: requireSecondFactor ? 'on' : '',
  };
  return { values, groups, providers, saved: url.searchParams.has('saved') };
};

export const actions: Actions = {
  save: async ({ fetch, request }) => {
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
      return refuse(cause, { settings: values, provider: null });
    }
    redirect(303, '/admin/sign-in?saved');
  },
  addProvider: async ({ fetch, request }) => {
    const { clientSecret, ...values } = textFields(
      await request.formData(),
      'slug',
      'name',
      'issuer',
      'clientId',
      'clientSecret',
      'groupClaim',
      'groups',
    );
    try {
      const provider = NewOidcProvider.parse({ ...values, clientSecret, groups: readMapping(values.groups) });
      await send(fetch, 'POST', '/admin/oidc-providers', provider);
    } catch (cause) {
      return refuse(cause, { settings: null, provider: values });
    }
    redirect(303, '/admin/sign-in?saved');
  },
  removeProvider: async ({ fetch, request }) => {
    const { slug } = textFields(await request.formData(), 'slug');
    try {
      await send(fetch, 'DELETE', `/admin/oidc-providers/${encodeURIComponent(slug)}`);
    } catch (cause) {
      return refuse(cause, { settings: null, provider: null });
    }
    redirect(303, '/admin/sign-in?saved');
  },
};

/** Lines of `what the other site says = a group here`. */
function readMapping(lines: string) {
  return lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const at = line.lastIndexOf('=');
      return { claim: line.slice(0, Math.max(at, 0)).trim(), group: line.slice(at + 1).trim() };
    });
}
