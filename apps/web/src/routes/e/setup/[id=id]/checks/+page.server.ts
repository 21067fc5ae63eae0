import { DraftSteps, MailTest, PostAddress } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { electionPath } from '#lib/forum/paths.ts';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { readNames } from '#lib/server/message-names.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const Officers = DraftSteps.shape.officers.unwrap();
const FIELDS = ['returningOfficer', 'scrutineers', 'appealsBody', 'sourcesConfirmed'] as const;

export const load: PageServerLoad = async ({ fetch, params }) => ({
  mail: await read(fetch, `/election-drafts/${params.id}/mail-test`, MailTest),
});

/** Keeps who was named, whatever the button does after that. */
async function keep({ fetch, params, request }: RequestEvent) {
  const values = textFields(await request.formData(), ...FIELDS);
  const officers = Officers.parse({
    returningOfficer: values.returningOfficer.trim(),
    scrutineers: readNames(values.scrutineers),
    appealsBody: readNames(values.appealsBody),
    sourcesConfirmed: values.sourcesConfirmed === 'yes',
  });
  await send(fetch, 'PATCH', `/election-drafts/${params.id}`, { officers });
}

async function act(event: RequestEvent, then: () => Promise<void>) {
  const values = textFields(await event.request.clone().formData(), ...FIELDS);
  try {
    await keep(event);
    await then();
  } catch (cause) {
    return refuse(cause, values);
  }
  redirect(303, event.url.pathname);
}

export const actions: Actions = {
  save: (event) => act(event, () => Promise.resolve()),
  mail: (event) =>
    act(event, async () => {
      await send(event.fetch, 'POST', `/election-drafts/${event.params.id}/mail-test`);
    }),
  dryRun: (event) =>
    act(event, async () => {
      await send(event.fetch, 'POST', `/election-drafts/${event.params.id}/dry-run`);
    }),
  announce: async (event) => {
    const values = textFields(await event.request.clone().formData(), ...FIELDS);
    let address: PostAddress;
    try {
      await keep(event);
      const path = `/election-drafts/${event.params.id}/announce`;
      address = PostAddress.parse(await send(event.fetch, 'POST', path));
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, electionPath({ id: address.topicId, slug: address.slug }));
  },
};
