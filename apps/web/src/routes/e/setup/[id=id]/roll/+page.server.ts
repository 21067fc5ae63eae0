import { AccountGroup, DraftSteps } from '@app/contract';
import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { exclusionLines, readExclusions } from '#lib/governance/setup/exclusions.ts';
import { allZones } from '#lib/governance/server/zones.ts';
import { eveningIn, momentOf, wallTimeOf } from '#lib/governance/wall-time.ts';
import { m } from '#lib/paraglide/messages.js';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { zoneOf } from '#lib/ui/zone.ts';
import type { Actions, PageServerLoad } from './$types';

const Roll = DraftSteps.shape.roll.unwrap();

export const load: PageServerLoad = async ({ fetch, parent }) => {
  const { draft, draftZone } = await parent();
  const { roll, course } = draft.steps;
  const suggested = course ? wallTimeOf(course.nominationsOpenAt, draftZone) : eveningIn(1, draftZone);
  return {
    groups: await read(fetch, '/groups', z.array(AccountGroup)),
    zones: allZones(),
    recordAt: roll ? wallTimeOf(roll.recordAt, draftZone) : suggested,
    exclusions: exclusionLines(roll?.exclusions ?? []),
  };
};

export const actions: Actions = {
  default: async ({ fetch, params, request }) => {
    const values = textFields(
      await request.formData(),
      'electorate',
      'recordAt',
      'zone',
      'exclusions',
      'then',
    );
    const { exclusions, wrong } = readExclusions(values.exclusions);
    if (wrong !== null) {
      const errors = { exclusions: m.setup_exclusion_wrong({ name: wrong }) };
      return fail(422, { values, message: m.problem_invalid_input(), errors });
    }
    try {
      const recordAt = momentOf(values.recordAt, zoneOf(values.zone) ?? 'UTC');
      const roll = Roll.parse({ electorate: values.electorate, recordAt, exclusions });
      await send(fetch, 'PATCH', `/election-drafts/${params.id}`, { roll });
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, `/e/setup/${params.id}/${values.then === 'stay' ? 'roll' : 'nominations'}`);
  },
};
