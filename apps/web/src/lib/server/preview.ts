import { Previewed } from '@app/contract';
import { send } from './api.ts';
import { refuse } from './forms.ts';

/** Renders a text for somebody whose browser runs no scripts; the page comes back with both. */
export async function previewAction<Values extends { raw: string }>(
  fetch: typeof globalThis.fetch,
  values: Values,
) {
  try {
    const { html } = Previewed.parse(await send(fetch, 'POST', '/preview', { raw: values.raw }));
    return { values, preview: html };
  } catch (cause) {
    return refuse(cause, values);
  }
}
