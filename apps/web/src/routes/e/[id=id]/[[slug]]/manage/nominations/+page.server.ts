import { Rule, Scrutinise } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, RequestEvent } from './$types';

type Values = Record<'about' | 'decision' | 'reason', string>;

async function submit(
  { fetch, params, request, url }: RequestEvent,
  action: string,
  command: (values: Values) => [path: string, body?: unknown],
) {
  const values = { ...textFields(await request.formData(), 'about', 'decision', 'reason'), action };
  try {
    const [path, body] = command(values);
    const candidate = encodeURIComponent(values.about);
    await send(fetch, 'POST', `/elections/${params.id}/nominations/${candidate}/${path}`, body);
  } catch (cause) {
    return refuse(cause, values);
  }
  if (action === 'remind') return { values, message: '', errors: {}, reminded: values.about };
  redirect(303, url.pathname);
}

export const actions: Actions = {
  decide: (event) => submit(event, 'decide', (values) => ['decision', Scrutinise.parse(values)]),
  rule: (event) =>
    submit(event, 'rule', ({ decision, reason }) => ['ruling', Rule.parse({ ruling: decision, reason })]),
  remind: (event) => submit(event, 'remind', () => ['reminders']),
};
