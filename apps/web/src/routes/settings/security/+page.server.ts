import {
  AuthenticatorSetup,
  RecoveryCodes,
  SecondFactor,
  Session,
  SetPassword,
  SignInChoices,
  SignInMethods,
  StartAuthenticator,
} from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { pictureOf } from '#lib/server/qr-code.ts';
import type { Actions, PageServerLoad } from './$types';

const HERE = '/settings/security';

export const load: PageServerLoad = async ({ fetch, parent, setHeaders, url }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, `/login?back=${HERE}`);
  // Recovery codes may be on this page.
  setHeaders({ 'referrer-policy': 'no-referrer' });
  const [methods, sessions, choices] = await Promise.all([
    read(fetch, '/sign-in-methods', SignInMethods),
    read(fetch, '/sessions', z.array(Session)),
    read(fetch, '/sign-in-choices', SignInChoices),
  ]);
  return { methods, sessions, choices, done: url.searchParams.get('done') };
};

export const actions: Actions = {
  password: async ({ fetch, request }) => {
    const { current, password } = textFields(await request.formData(), 'current', 'password');
    const asked = { password, ...(current === '' ? {} : { current }) };
    try {
      await send(fetch, 'PUT', '/sign-in-methods/password', SetPassword.parse(asked));
    } catch (cause) {
      return refuse(cause, { about: 'password', setup: null });
    }
    redirect(303, `${HERE}?done=password`);
  },
  removePasskey: async ({ fetch, request }) => {
    const { id } = textFields(await request.formData(), 'id');
    try {
      await send(fetch, 'DELETE', `/passkeys/${encodeURIComponent(id)}`);
    } catch (cause) {
      return refuse(cause, { about: 'passkeys', setup: null });
    }
    redirect(303, `${HERE}?done=passkey-removed`);
  },
  start: async ({ fetch, request }) => {
    const { password } = textFields(await request.formData(), 'password');
    try {
      const answer = await send(fetch, 'POST', '/sign-in-methods/authenticator', proof(password));
      return { setup: await shown(AuthenticatorSetup.parse(answer)) };
    } catch (cause) {
      return refuse(cause, { about: 'app', setup: null });
    }
  },
  confirm: async ({ fetch, request }) => {
    const { code, uri, codes } = textFields(await request.formData(), 'code', 'uri', 'codes');
    try {
      await send(fetch, 'POST', '/sessions/second-factor', SecondFactor.parse({ code }));
    } catch (cause) {
      // The key is shown once: a mistyped code must not cost it.
      const secret = new URL(uri).searchParams.get('secret') ?? '';
      const setup = await shown({ uri, secret, recoveryCodes: codes.split(' ') });
      return refuse(cause, { about: 'app', setup });
    }
    redirect(303, `${HERE}?done=app`);
  },
  renew: async ({ fetch, request }) => {
    const { password } = textFields(await request.formData(), 'password');
    try {
      const answer = await send(
        fetch,
        'POST',
        '/sign-in-methods/authenticator/recovery-codes',
        proof(password),
      );
      return { renewed: RecoveryCodes.parse(answer).recoveryCodes };
    } catch (cause) {
      return refuse(cause, { about: 'app', setup: null });
    }
  },
  removeApp: async ({ fetch, request }) => {
    const { password } = textFields(await request.formData(), 'password');
    try {
      await send(fetch, 'DELETE', '/sign-in-methods/authenticator', proof(password));
    } catch (cause) {
      return refuse(cause, { about: 'app', setup: null });
    }
    redirect(303, `${HERE}?done=app-removed`);
  },
  end: async ({ fetch, request }) => {
    const { id } = textFields(await request.formData(), 'id');
    try {
      await send(fetch, 'DELETE', id === '' ? '/sessions' : `/sessions/${encodeURIComponent(id)}`);
    } catch (cause) {
      return refuse(cause, { about: 'sessions', setup: null });
    }
    redirect(303, `${HERE}?done=${id === '' ? 'sessions' : 'session'}`);
  },
};

function proof(password: string): StartAuthenticator {
  return StartAuthenticator.parse(password === '' ? {} : { password });
}

async function shown(setup: AuthenticatorSetup) {
  return { ...setup, picture: await pictureOf(setup.uri) };
}
