import type { PasskeyChallenge } from '@app/contract';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';

/** The library that speaks with the browser; loaded when a passkey is wanted, not before. */
const library = () => import('@simplewebauthn/browser');

async function post(path: string, body: object): Promise<Response> {
  const answer = await fetch(`/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer;
}

/**
 * Signs in with a passkey that the person picks.
 *
 * @param inField offer it in the name field instead of asking at once; resolves when one was picked there
 * @throws Error when the person gave up, the browser cannot, or the server refused
 */
export async function signInWithPasskey(inField = false): Promise<void> {
  const { browserSupportsWebAuthnAutofill, startAuthentication } = await library();
  if (inField && !(await browserSupportsWebAuthnAutofill())) throw new Error('No passkeys in fields');
  const challenge = await post('/passkeys/challenges', { for: 'sign-in' });
  const { options } = (await challenge.json()) as PasskeyChallenge;
  const passkey = await startAuthentication({
    optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON,
    useBrowserAutofill: inField,
  });
  await post('/sessions/passkey', { passkey });
}

/**
 * Has the browser make a passkey.
 *
 * @param options what the server asks for
 * @throws Error when the person gave up or the browser cannot
 */
export async function makePasskey(options: object): Promise<object> {
  const { startRegistration } = await library();
  return startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON });
}

/** Makes one more passkey for the viewer. */
export async function addPasskey(name: string): Promise<void> {
  const challenge = await post('/passkeys/challenges', { for: 'add' });
  const { options } = (await challenge.json()) as PasskeyChallenge;
  await post('/passkeys', { name, passkey: await makePasskey(options) });
}
