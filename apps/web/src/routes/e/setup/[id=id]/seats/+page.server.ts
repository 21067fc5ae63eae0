import { Bylaws, BylawsPreset, BylawsTemplate, DraftSteps, ElectionDraft, Office } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { allZones } from '#lib/governance/server/zones.ts';
import { eveningIn, momentOf, wallTimeOf } from '#lib/governance/wall-time.ts';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { zoneOf } from '#lib/ui/zone.ts';
import type { Actions, PageServerLoad } from './$types';

const DATES = [
  'nominationsOpenAt',
  'nominationsCloseAt',
  'votingOpensAt',
  'votingClosesAt',
  'termsStartAt',
] as const;
/** Days from now that a first draft suggests. */
const SUGGESTED = {
  nominationsOpenAt: 1,
  nominationsCloseAt: 15,
  votingOpensAt: 29,
  votingClosesAt: 36,
  termsStartAt: 60,
};
const Templates = z.array(BylawsTemplate);

export const load: PageServerLoad = async ({ fetch, parent, url }) => {
  const { site, draft, draftZone } = await parent();
  const course = draft.steps.course;
  const categories = site.categories.filter(({ may }) => may.openElection);
  return {
    categories: categories.map(({ slug, name }) => ({ slug, name })),
    offices: (await read(fetch, '/offices', z.array(Office))).map(({ slug, name, seats }) => ({
      slug,
      name,
      seats,
    })),
    zones: allZones(),
    asked: url.searchParams.get('c') ?? '',
    dates: Object.fromEntries(
      DATES.map((name) => [
        name,
        course ? wallTimeOf(course[name], draftZone) : eveningIn(SUGGESTED[name], draftZone),
      ]),
    ) as Record<(typeof DATES)[number], string>,
  };
};

export const actions: Actions = {
  default: async ({ fetch, params, request }) => {
    const values = textFields(
      await request.formData(),
      'category',
      'title',
      'seats',
      'office',
      'preset',
      'zone',
      ...DATES,
    );
    const zone = zoneOf(values.zone) ?? 'UTC';
    try {
      const preset = BylawsPreset.parse(values.preset);
      const { steps } = await read(fetch, `/election-drafts/${params.id}`, ElectionDraft);
      const kept = steps.terms?.bylaws;
      const bylaws = kept?.preset === preset ? kept : await bylawsOf(fetch, preset);
      const moments = Object.fromEntries(DATES.map((name) => [name, momentOf(values[name], zone)]));
      const { category, title, seats } = values;
      const terms = Terms.parse({ category, title, seats, office: values.office || null, bylaws });
      const course = Course.parse({ zone, ...moments });
      await send(fetch, 'PATCH', `/election-drafts/${params.id}`, { terms, course });
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, `/e/setup/${params.id}/roll`);
  },
};

const Terms = DraftSteps.shape.terms.unwrap().extend({ title: z.string().trim().min(5).max(200) });
const Course = DraftSteps.shape.course.unwrap();

async function bylawsOf(fetch: typeof globalThis.fetch, preset: BylawsPreset): Promise<Bylaws> {
  const templates = await read(fetch, '/bylaws-templates', Templates);
  return templates.find(({ bylaws }) => bylaws.preset === preset)!.bylaws;
}
