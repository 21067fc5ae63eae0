import type { BulkPost, BulkThread } from '@app/forum';
import { createHash } from 'node:crypto';
import { randomNumbers } from '../random-numbers.ts';
import type { GeneratedTexts } from './generated-text.ts';

/** What every thread of a site shares. */
export interface SiteFrame {
  seed: number;
  topics: number;
  accountIds: readonly string[];
  categoryIds: readonly string[];
  /** When the last topics were opened; the first are ten years older. */
  until: Date;
  texts: GeneratedTexts;
}

const TEN_YEARS = 10 * 365.25 * 24 * 3600 * 1000;
const HOUR = 3600 * 1000;
/** Of 100 replies so many answer a post that is not the first. */
const ANSWERS = 55;

/** The thread with this place in the site's history, oldest first; the same for the same seed. */
export function generatedThread(frame: SiteFrame, index: number, length: number): BulkThread {
  const random = randomNumbers(Math.imul(frame.seed + 1, 2_654_435_761) ^ Math.imul(index + 1, 40_503));
  for (let turn = 0; turn < 5; turn++) random(2);
  const opened = frame.until.getTime() - TEN_YEARS * (1 - index / frame.topics) - HOUR;
  // A long topic runs for years, a short one for a day; none beyond the site's end.
  const step = Math.min((frame.until.getTime() - opened) / (length + 1), (12 * HOUR) / Math.sqrt(length));
  const posts: BulkPost[] = Array.from({ length }, (_, at) => ({
    ...frame.texts.post(random),
    authorId: frame.accountIds[likely(frame.accountIds.length, random)]!,
    createdAt: new Date(opened + step * (at + random(1000) / 1000)),
    replyTo: at > 1 && random(100) < ANSWERS ? at - Math.min(random(at), random(40)) : null,
  }));
  return {
    uuid: threadUuid(frame.seed, index),
    categoryId: frame.categoryIds[likely(frame.categoryIds.length, random)]!,
    title: frame.texts.title(random),
    posts,
  };
}

/** The name of a generated thread, by which a broken-off run finds what it has already written. */
export function threadUuid(seed: number, index: number): string {
  const hex = createHash('sha256').update(`folkmoot generated ${seed} ${index}`).digest('hex');
  // Version 8 and the variant of RFC 9562 §5.8: a UUID of one's own making.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** An index, lower ones more often. */
function likely(count: number, random: (below: number) => number): number {
  return Math.min(random(count), random(count));
}
