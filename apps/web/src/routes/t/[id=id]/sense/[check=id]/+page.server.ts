import { AnswerSense, SenseCheck, SenseReasons, TopicWindow } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { topicPath } from '#lib/forum/paths.ts';
import { m } from '#lib/paraglide/messages.js';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const check = await read(fetch, `/sense-checks/${params.check}`, SenseCheck);
  // Its topic is another one now, or never was this one.
  if (check.topicId !== params.id) redirect(301, `/t/${check.topicId}/sense/${check.id}`);
  const { topic } = await read(fetch, `/topics/${check.topicId}?limit=1`, TopicWindow);
  return {
    check,
    topic,
    reasons: check.counts ? await read(fetch, `/sense-checks/${check.id}/reasons`, SenseReasons) : [],
    answered: url.searchParams.has('answered'),
  };
};

export const actions: Actions = {
  answer: async ({ fetch, params, request }) => {
    const values = textFields(await request.formData(), 'choice', 'reason');
    try {
      await send(fetch, 'PUT', `/sense-checks/${params.check}/answer`, AnswerSense.parse(values));
    } catch (cause) {
      const refused = refuse(cause, values);
      if (refused.data.errors['choice']) refused.data.errors['choice'] = m.proposal_choose();
      return refused;
    }
    const { topic } = await read(fetch, `/topics/${params.id}?limit=1`, TopicWindow);
    redirect(303, `${topicPath(topic)}#sense-${params.check}`);
  },
};
