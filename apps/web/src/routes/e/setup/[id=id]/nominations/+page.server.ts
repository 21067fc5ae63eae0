import { BylawsTemplate, DraftSteps, ElectionDraft } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const Terms = DraftSteps.shape.terms.unwrap();

export const load: PageServerLoad = async ({ fetch, parent }) => {
  const { draft } = await parent();
  const terms = draft.steps.terms;
  if (!terms) redirect(303, `/e/setup/${draft.id}/seats`);
  const templates = await read(fetch, '/bylaws-templates', z.array(BylawsTemplate));
  const template = templates.find(({ bylaws }) => bylaws.preset === terms.bylaws.preset)!;
  return { bylaws: terms.bylaws, template };
};

export const actions: Actions = {
  default: async ({ fetch, params, request }) => {
    const values = textFields(
      await request.formData(),
      'noticeDays',
      'seconders',
      'selfNomination',
      'acclamation',
      'quorum',
      'challengeDays',
      'termMonths',
      'vacancy',
    );
    try {
      const { steps } = await read(fetch, `/election-drafts/${params.id}`, ElectionDraft);
      const bylaws = Terms.shape.bylaws.parse({
        ...values,
        preset: steps.terms?.bylaws.preset,
        selfNomination: values.selfNomination === 'yes',
        acclamation: values.acclamation === 'yes',
        vacancy: values.vacancy.split(','),
      });
      await send(fetch, 'PATCH', `/election-drafts/${params.id}`, { terms: { ...steps.terms, bylaws } });
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, `/e/setup/${params.id}/texts`);
  },
};
