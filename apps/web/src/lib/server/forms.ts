import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import * as messages from '#lib/paraglide/messages.js';
import { m } from '#lib/paraglide/messages.js';
import { Refusal } from './api.ts';

/** What comes back beside a form that could not be sent: what was written, and why in the viewer's language. */
export interface Refused<Values> {
  values: Values;
  message: string;
  /** What the refusal is called in the API; absent where the form itself was wrong. */
  code?: string | undefined;
  /** A page that helps; it opens beside the form, which keeps what was written. */
  link?: { href: string; label: string } | undefined;
  /** By field name. */
  errors: Record<string, string>;
}

/** The named fields of a form as text; missing ones are empty. */
export function textFields<Name extends string>(form: FormData, ...names: Name[]): Record<Name, string> {
  const values = {} as Record<Name, string>;
  for (const name of names) {
    const value = form.get(name);
    values[name] = typeof value === 'string' ? value : '';
  }
  return values;
}

/**
 * Answers a form with what is wrong, and with everything that was written in it.
 *
 * @param cause what the contract's schema or the API said; anything else is thrown on
 */
export function refuse<Values>(cause: unknown, values: Values) {
  if (cause instanceof z.ZodError) {
    const errors = Object.fromEntries(
      cause.issues.toReversed().map((issue) => [String(issue.path[0] ?? ''), sayIssue(issue)]),
    );
    return fail(422, {
      values,
      message: m.problem_invalid_input(),
      code: undefined,
      link: undefined,
      errors,
    } satisfies Refused<Values>);
  }
  if (!(cause instanceof Refusal)) throw cause;
  const { code, title, status, detail, retryAfter, errors: fields = [] } = cause.problem;
  const errors = Object.fromEntries(
    fields
      .toReversed()
      .map(({ pointer, code: why }) => [pointer.split('/')[1] ?? '', sayProblem(why) ?? m.invalid_value()]),
  );
  const link = helpFor(code, detail);
  const message = [
    sayProblem(code) ?? title,
    ...(retryAfter === undefined ? [] : [sayWait(retryAfter)]),
  ].join(' ');
  return fail(status, { values, message, code, link, errors } satisfies Refused<Values>);
}

function helpFor(code: string, detail: string | undefined): Refused<unknown>['link'] {
  if (code === 'sign-in-required') return { href: '/login', label: m.sign_in_beside() };
  // The detail of a duplicate is the address of the post that is there already.
  if (code === 'duplicate-post' && detail?.startsWith('/')) return { href: detail, label: m.see_it() };
  return undefined;
}

/** A problem in the viewer's language; undefined for one that nobody has translated. */
export function sayProblem(code: string): string | undefined {
  const message: unknown = Reflect.get(messages, `problem_${code.replaceAll('-', '_')}`);
  return typeof message === 'function' ? String(message()) : undefined;
}

/** How long a pause lasts, in whole minutes or, a long one, in hours. */
function sayWait(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes > 90
    ? m.limit_wait_hours({ hours: Math.ceil(minutes / 60) })
    : m.limit_wait_minutes({ minutes });
}

function sayIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return m.required_field();
  if (issue.code === 'too_small') {
    return issue.minimum === 1 ? m.required_field() : m.too_short({ minimum: Number(issue.minimum) });
  }
  if (issue.code === 'too_big') return m.too_long({ maximum: Number(issue.maximum) });
  if (issue.code === 'invalid_format' && issue.format === 'email') return m.invalid_email();
  return m.invalid_value();
}
