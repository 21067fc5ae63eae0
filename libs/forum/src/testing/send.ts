export interface Sending {
  as?: { cookie: string };
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** One request to the API over a real connection. */
export async function send(
  url: string,
  address: string,
  { as, body, headers }: Sending = {},
): Promise<Answer> {
  const [method = 'GET', path = '/'] = address.split(' ');
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...(as ? { cookie: as.cookie } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) };
}

/** @returns the session cookie */
export async function signIn(
  url: string,
  { username, password }: { username: string; password: string },
): Promise<string> {
  const { headers } = await send(url, 'POST /sessions', { body: { login: username, password } });
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
