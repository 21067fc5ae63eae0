import { AccountExport, EraseAccount, ErasureReceipt } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, depends }) => {
  depends('folkmoot:export');
  return { archive: await read(fetch, '/profile/export', AccountExport) };
};

export const actions: Actions = {
  archive: async ({ fetch }) => {
    try {
      await send(fetch, 'POST', '/profile/export');
    } catch (cause) {
      return refuse(cause, { handle: '', text: 'keep' });
    }
    redirect(303, '/settings/data');
  },
  erase: async ({ fetch, request }) => {
    const values = textFields(await request.formData(), 'handle', 'text');
    let receipt: ErasureReceipt;
    try {
      receipt = ErasureReceipt.parse(await send(fetch, 'POST', '/profile/erasure', EraseAccount.parse(values)));
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, `/erased?text=${receipt.text}&at=${encodeURIComponent(receipt.at)}`);
  },
};
