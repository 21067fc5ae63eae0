import { AccountGroup, NewElection, PostAddress } from '@app/contract';
import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { electionPath } from '#lib/forum/paths.ts';
import { eveningIn, momentOf } from '#lib/governance/wall-time.ts';
import { m } from '#lib/paraglide/messages.js';
import { read, send, withHeaders } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { zoneOf } from '#lib/ui/zone.ts';
import type { Actions, PageServerLoad } from './$types';

const NOMINATION_DAYS = 14;
const VOTING_DAYS = 7;

export const load: PageServerLoad = async ({ fetch, parent, url }) => {
  const { site, viewer, zone: known } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname + url.search)}`);
  const categories = site.categories.filter(({ may }) => may.openElection);
  const [first] = categories;
  if (!first) error(403, m.problem_staff_only(), { code: 'staff-only' });
  const asked = url.searchParams.get('c');
  const zone = known ?? 'UTC';
  return {
    categories: categories.map(({ slug, name }) => ({ slug, name })),
    groups: await read(fetch, '/groups', z.array(AccountGroup)),
    zones: ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')],
    knownZone: known ?? null,
    clientId: crypto.randomUUID(),
    defaults: {
      category: (categories.find(({ slug }) => slug === asked) ?? first).slug,
      zone,
      nominationsClose: eveningIn(NOMINATION_DAYS, zone),
      votingCloses: eveningIn(NOMINATION_DAYS + VOTING_DAYS, zone),
    },
  };
};

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const values = textFields(
      await request.formData(),
      'category',
      'title',
      'raw',
      'seats',
      'electorate',
      'nominationsCloseAt',
      'votingClosesAt',
      'zone',
      'clientId',
    );
    const zone = zoneOf(values.zone) ?? 'UTC';
    let address: PostAddress;
    try {
      const election = NewElection.parse({
        ...values,
        nominationsCloseAt: momentOf(values.nominationsCloseAt, zone),
        votingClosesAt: momentOf(values.votingClosesAt, zone),
      });
      // The same form sent twice opens one election.
      const once = withHeaders(fetch, { 'idempotency-key': values.clientId });
      address = PostAddress.parse(await send(once, 'POST', '/elections', election));
    } catch (cause) {
      const refused = refuse(cause, values);
      const { errors } = refused.data;
      // The only ways in which a date that was written can be wrong.
      if (errors['nominationsCloseAt'] === m.invalid_value())
        errors['nominationsCloseAt'] = m.date_not_ahead();
      if (errors['votingClosesAt'] === m.invalid_value()) errors['votingClosesAt'] = m.date_not_after();
      return refused;
    }
    redirect(303, electionPath({ id: address.topicId, slug: address.slug }));
  },
};
