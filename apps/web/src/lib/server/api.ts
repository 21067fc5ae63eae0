import { Problem } from '@app/contract';
import { error } from '@sveltejs/kit';
import type { z } from 'zod';

const API = '/api/v1';

/** The API said no: `problem` is its RFC 9457 answer. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}

/**
 * Reads from the API for a page.
 *
 * @param path below /api/v1, with its query
 * @throws the page's error when the API refuses: there is nothing to show then
 */
export async function read<Schema extends z.ZodType>(
  fetch: typeof globalThis.fetch,
  path: string,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const response = await fetch(API + path);
  if (response.ok) return schema.parse(await response.json());
  const { status, title, code, requestId } = await problemOf(response);
  error(status, title, { code, ...(requestId === undefined ? {} : { requestId }) });
}

/**
 * Sends a command to the API for a form action. Parse what it answers with the contract's schema.
 *
 * @param path below /api/v1
 * @returns the JSON answer; undefined where there is none
 * @throws Refusal with the API's problem
 */
export async function send(
  fetch: typeof globalThis.fetch,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<unknown> {
  const response = await fetch(API + path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (!response.ok) throw new Refusal(await problemOf(response));
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

/** The same fetch with headers on every request, for `If-Match` and `Idempotency-Key`. */
export function withHeaders(
  fetch: typeof globalThis.fetch,
  headers: Record<string, string>,
): typeof globalThis.fetch {
  return (input, init) => {
    const all = new Headers(init?.headers);
    for (const [name, value] of Object.entries(headers)) all.set(name, value);
    return fetch(input, { ...init, headers: all });
  };
}

async function problemOf(response: Response): Promise<Problem> {
  const parsed = Problem.safeParse(await response.json().catch(() => null));
  if (parsed.success) return parsed.data;
  return {
    type: '/problems/unexpected',
    code: response.status === 404 ? 'not-found' : 'unexpected',
    title: response.statusText || 'Something went wrong on the server',
    status: response.status,
  };
}
