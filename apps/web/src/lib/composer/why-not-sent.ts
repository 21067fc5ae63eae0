import type { KeptSend } from '#lib/offline/outbox.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

/** In words of the viewer; every other refusal is said as the server says it. */
const WORDS: Partial<Record<string, () => string>> = {
  offline: m.send_no_connection,
  unexpected: m.send_no_answer,
  'topic-closed': m.problem_topic_closed,
  'topic-archived': m.problem_topic_archived,
  'topic-moved': m.problem_topic_moved,
  gone: m.problem_gone,
  'not-found': m.problem_not_found,
  'not-allowed': m.problem_not_allowed,
  'duplicate-post': m.problem_duplicate_post,
  'slow-mode': m.problem_slow_mode,
  'too-many-requests': m.problem_too_many_requests,
  'post-deleted': m.problem_post_deleted,
  'sign-in-required': m.problem_sign_in_required,
  'invalid-input': m.problem_invalid_input,
};

export function whyNotSent({ code, refused, held }: KeptSend): string {
  return WORDS[code ?? '']?.() ?? refused ?? held ?? '';
}
