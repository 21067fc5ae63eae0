import { NewApplication, PasskeyChallenge, SignUp } from '@app/contract';
import { z } from 'zod';
import { m } from '#lib/paraglide/messages.js';
import { Refusal, send } from './api.ts';
import { refuse, textFields } from './forms.ts';

type Fetch = typeof globalThis.fetch;

/** What a form for joining holds, apart from secrets. */
function written(form: FormData) {
  return textFields(form, 'email', 'username', 'name', 'back', 'application');
}

/** Asks the server what a newcomer's passkey is to sign, once their other fields are fit to be used. */
export async function preparePasskey(fetch: Fetch, form: FormData) {
  const values = written(form);
  try {
    const { username, name, email } = SignUp.parse(values);
    const answer = await send(fetch, 'POST', '/passkeys/challenges', {
      for: 'sign-up',
      username,
      name,
      email,
    });
    return { options: PasskeyChallenge.parse(answer).options };
  } catch (cause) {
    return refuseSignUp(cause, values);
  }
}

/**
 * Makes the account that a form asks for, or refuses with what was written.
 *
 * @param more what only some newcomers bring: an invitation, an application
 * @param path where to send it below /api/v1
 */
export async function join(
  fetch: Fetch,
  form: FormData,
  { path = '/accounts', ...more }: { path?: string; invitation?: string; application?: string } = {},
) {
  const values = written(form);
  try {
    const { email, username, name } = values;
    const schema = more.application === undefined ? SignUp : NewApplication;
    await send(fetch, 'POST', path, schema.parse({ email, username, name, ...secretOf(form), ...more }));
    return null;
  } catch (cause) {
    return refuseSignUp(cause, values);
  }
}

function secretOf(form: FormData): { passkey: unknown } | { password: string } {
  const { passkey, password } = textFields(form, 'passkey', 'password');
  return passkey === '' ? { password } : { passkey: JSON.parse(passkey) as unknown };
}

function refuseSignUp<Values>(cause: unknown, values: Values) {
  const refused = refuse(cause, values);
  const wrongHandle =
    cause instanceof z.ZodError || (cause instanceof Refusal && cause.problem.status === 422);
  if (wrongHandle && refused.data.errors['username'] === m.invalid_value())
    refused.data.errors['username'] = m.invalid_handle();
  return refused;
}
