import { error } from '@sveltejs/kit';
import { Refusal } from './api.ts';

/** A lone button has no text that could be lost: its refusal is a page. */
export async function orErrorPage(command: Promise<unknown>): Promise<void> {
  try {
    await command;
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    error(cause.problem.status, cause.problem.title, { code: cause.problem.code });
  }
}
