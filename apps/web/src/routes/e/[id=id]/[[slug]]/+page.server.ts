import { Nominate, Propose, WrittenReason } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { readResult } from '#lib/governance/server/read-election.ts';
import { send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ fetch, parent }) => {
  const { election } = await parent();
  return { result: await readResult(fetch, election) };
};

type Values = Record<'form' | 'statement' | 'handle' | 'text', string>;

/** Sends what a form of the page says, and comes back to the page. */
async function submit(
  { fetch, params, request, url }: RequestEvent,
  form: string,
  command: (values: Values) => [method: 'POST' | 'DELETE', path: string, body?: unknown],
) {
  const values = { ...textFields(await request.formData(), 'statement', 'handle', 'text'), form };
  try {
    const [method, path, body] = command(values);
    await send(fetch, method, `/elections/${params.id}${path}`, body);
  } catch (cause) {
    return refuse(cause, values);
  }
  redirect(303, url.pathname);
}

export const actions: Actions = {
  nominate: (event) =>
    submit(event, 'nominate', (values) => ['POST', '/candidacies', Nominate.parse(values)]),
  withdraw: (event) => submit(event, 'withdraw', () => ['DELETE', '/candidacies']),
  propose: (event) => submit(event, 'propose', (values) => ['POST', '/nominations', Propose.parse(values)]),
  accept: (event) =>
    submit(event, 'nominate', (values) => ['POST', '/nominations/accept', Nominate.parse(values)]),
  decline: (event) => submit(event, 'decline', () => ['DELETE', '/nominations/accept']),
  second: (event) =>
    submit(event, 'second', ({ handle }) => ['POST', `/nominations/${encodeURIComponent(handle)}/seconds`]),
  appeal: (event) =>
    submit(event, 'appeal', (values) => ['POST', '/nominations/appeal', WrittenReason.parse(values)]),
  challenge: (event) =>
    submit(event, 'challenge', (values) => ['POST', '/challenges', WrittenReason.parse(values)]),
};
