import {
  FederationState,
  HostAct,
  HostRuleChoice,
  HostRuleKind,
  HostRulePreview,
  NewHostRule,
} from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const API = '/admin/federation';
const PAGE = '/admin/federation';

export const load: PageServerLoad = async ({ fetch, url }) => ({
  state: await read(fetch, API, FederationState),
  saved: url.searchParams.has('saved'),
  keysOrdered: url.searchParams.has('keys'),
});

function written(form: FormData) {
  return textFields(form, 'pattern', 'rule', 'note', 'days', 'csv');
}

export const actions: Actions = {
  rule: async ({ fetch, request }) => {
    const values = written(await request.formData());
    try {
      await send(fetch, 'PUT', `${API}/rules`, NewHostRule.parse(values));
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, `${PAGE}?saved`);
  },
  remove: async ({ fetch, request }) => {
    const values = written(await request.formData());
    try {
      await send(fetch, 'DELETE', `${API}/rules/${encodeURIComponent(values.pattern)}`);
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, `${PAGE}?saved`);
  },
  preview: async ({ fetch, request }) => {
    const form = await request.formData();
    const values = written(form);
    const file = form.get('file');
    const csv = file instanceof File && file.size > 0 ? await file.text() : values.csv;
    try {
      return { preview: HostRulePreview.parse(await send(fetch, 'POST', `${API}/rules/preview`, { csv })) };
    } catch (cause) {
      return refuse(cause, values);
    }
  },
  choose: async ({ fetch, request }) => {
    const form = await request.formData();
    // Each ticked line brings its own three values with it.
    const rules = form.getAll('chosen').flatMap((chosen) => {
      const place = typeof chosen === 'string' ? chosen : '';
      const rule = HostRuleKind.safeParse(form.get(`rule-${place}`));
      if (!rule.success) return [];
      return [
        {
          pattern: textFields(form, `pattern-${place}`)[`pattern-${place}`] ?? '',
          rule: rule.data,
          note: textFields(form, `note-${place}`)[`note-${place}`] ?? '',
        },
      ];
    });
    try {
      await send(fetch, 'POST', `${API}/rules/chosen`, HostRuleChoice.parse({ rules }));
    } catch (cause) {
      return refuse(cause, written(form));
    }
    redirect(303, `${PAGE}?saved`);
  },
  host: async ({ fetch, request }) => {
    const form = await request.formData();
    try {
      await send(fetch, 'POST', `${API}/hosts`, HostAct.parse(textFields(form, 'host', 'act')));
    } catch (cause) {
      return refuse(cause, written(form));
    }
    redirect(303, `${PAGE}?saved`);
  },
  caution: async ({ fetch, request }) => {
    const form = await request.formData();
    try {
      await send(fetch, 'PUT', API, { authorizedFetch: form.get('authorizedFetch') === 'yes' });
    } catch (cause) {
      return refuse(cause, written(form));
    }
    redirect(303, `${PAGE}?saved`);
  },
  keys: async ({ fetch, request }) => {
    try {
      await send(fetch, 'POST', `${API}/keys`);
    } catch (cause) {
      return refuse(cause, written(await request.formData()));
    }
    redirect(303, `${PAGE}?keys`);
  },
};
