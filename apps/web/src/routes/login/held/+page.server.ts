import { HeldForm } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { Refusal, send } from '#lib/server/api.ts';
import { HELD_FORM } from '#lib/server/held-form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ cookies, fetch, parent }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, '/login?held&back=/login/held');
  const key = cookies.get(HELD_FORM);
  if (key === undefined) redirect(303, '/');
  try {
    return { held: HeldForm.parse(await send(fetch, 'POST', '/held-forms/read', { key })) };
  } catch (cause) {
    if (cause instanceof Refusal) redirect(303, '/');
    throw cause;
  }
};
