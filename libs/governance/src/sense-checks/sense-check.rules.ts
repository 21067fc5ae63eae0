import type { SenseCheck } from './sense-check.entity.ts';

/** Whether answers are taken no more: from the moment on that was said when it was opened. */
export function hasEnded({ closesAt }: Pick<SenseCheck, 'closesAt'>, now: Date): boolean {
  return closesAt <= now;
}

/**
 * Who may know how a topic feels. Nobody has a key of their own: not staff, not who asked. Answers without
 * names are shown when they have been counted, all at once.
 */
export function seesSense(
  {
    closedAt,
    closesAt,
    anonymous,
    results,
  }: Pick<SenseCheck, 'closedAt' | 'closesAt' | 'anonymous' | 'results'>,
  viewer: { hasAnswered: boolean },
  now: Date,
): boolean {
  if (closedAt !== null) return true;
  if (anonymous) return false;
  return hasEnded({ closesAt }, now) || (results === 'after-answer' && viewer.hasAnswered);
}

/** What the topic says when a question is asked or ends, as Markdown; never a number that may still be hidden. */
export const announceSense = {
  asked: (check: Named, closesAt: Date): string =>
    `**How does this feel?** ${linked(check)} Answers are taken until ${minute(closesAt)}; they decide nothing.`,

  ended: (check: Named, counts: { label: string; answers: number }[]): string =>
    `**This is how it feels:** ${linked(check)} ${counts
      .map(({ label, answers }) => `${plain(label)}: ${answers}`)
      .join(' · ')}.`,
};

interface Named {
  id: string;
  topicId: string;
  question: string;
}

function linked({ id, topicId, question }: Named): string {
  return `[${plain(question)}](/t/${topicId}/sense/${id})`;
}

function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~@:/]/g, '\\$&');
}

function minute(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
