import { HeldFormKey } from '@app/contract';
import type { RequestEvent } from '@sveltejs/kit';
import { send } from './api.ts';

export const HELD_FORM = 'folkmoot.held';
const HALF_AN_HOUR = 1800;

/** A copy of a plain form that could come too late; null for everything else, which is not read twice. */
export function copyOfForm({ request }: RequestEvent): Request | null {
  const kind = request.headers.get('content-type') ?? '';
  // Scripts keep what is in their page; only a form that the browser sends itself would be lost.
  const plain = request.method === 'POST' && request.headers.get('x-sveltekit-action') === null;
  return plain && /^(?:application\/x-www-form-urlencoded|multipart\/form-data)/.test(kind)
    ? request.clone()
    : null;
}

/** Keeps a form whose session had ended on the way, and asks its sender to sign in; it is sent again after that. */
export async function holdForm(event: RequestEvent, copy: Request): Promise<Response> {
  const fields = [...(await copy.formData())].filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  const path = event.url.pathname + event.url.search;
  const { key } = HeldFormKey.parse(await send(event.fetch, 'POST', '/held-forms', { path, fields }));
  const secure = event.url.protocol === 'https:' ? '; Secure' : '';
  return new Response(null, {
    status: 303,
    headers: {
      location: '/login?held&back=/login/held',
      'set-cookie': `${HELD_FORM}=${key}; Max-Age=${HALF_AN_HOUR}; Path=/login; HttpOnly${secure}; SameSite=Lax`,
    },
  });
}
