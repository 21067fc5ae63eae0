import { EraseAccount, ErasureReceipt } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ fetch, request }) => {
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
