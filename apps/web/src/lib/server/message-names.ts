import { fail } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { Refusal } from './api.ts';

/** The usernames in a field where they are separated by commas or spaces. */
export function readNames(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}

/** Answers the form with who cannot be written to; null for any other refusal. */
export function sayUnknown<Values>(cause: unknown, values: Values) {
  const issue = cause instanceof Refusal ? cause.problem.errors?.[0] : undefined;
  if (issue?.code !== 'unknown-recipient') return null;
  const people = m.message_unknown({ names: issue.message });
  return fail(422, { values, message: m.problem_invalid_input(), link: undefined, errors: { people } });
}
