import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { Id, Timestamp } from './pages.ts';

export const FEWEST_SENSE_OPTIONS = 3;
export const MOST_SENSE_OPTIONS = 5;

/** When it is shown how a topic feels, and to whom: to everybody at the end, or also to those who have answered. */
export const SenseShown = z.enum(['after-close', 'after-answer']);
export type SenseShown = z.infer<typeof SenseShown>;

/** A short label, and what somebody who chooses it means by it. */
const SenseOption = z.object({
  label: z.string().trim().min(1).max(60),
  meaning: z.string().trim().max(200),
});

export const NewSenseCheck = z
  .object({
    question: z.string().trim().min(5).max(200),
    options: z.array(SenseOption).min(FEWEST_SENSE_OPTIONS).max(MOST_SENSE_OPTIONS),
    closesAt: Timestamp,
    anonymous: z.boolean(),
    results: SenseShown,
    clientId: z.uuid().optional(),
  })
  .refine(({ options }) => new Set(options.map(({ label }) => label)).size === options.length, {
    path: ['options'],
    message: 'Every option has a label of its own',
  })
  .refine(({ anonymous, results }) => !anonymous || results === 'after-close', {
    path: ['results'],
    message: 'Who looks on while people answer without their names can tell who said what',
  });
export type NewSenseCheck = z.infer<typeof NewSenseCheck>;

/** A question about how a topic feels, as this viewer may see it. It decides nothing. */
export const SenseCheck = z.object({
  id: Id,
  topicId: Id,
  author: AccountRef,
  question: z.string(),
  options: z.array(SenseOption.extend({ number: z.number().int().positive() })),
  /** Answers are then kept apart from names, for everybody and for ever. */
  anonymous: z.boolean(),
  results: SenseShown,
  openedAt: Timestamp,
  closesAt: Timestamp,
  closed: z.boolean(),
  /** How many have answered. */
  answers: z.number().int(),
  /** Answers by option; null while this is hidden from the viewer. */
  counts: z.array(z.object({ number: z.number().int(), answers: z.number().int() })).nullable(),
  /** The viewer's own standing; null for guests. */
  viewer: z
    .object({
      hasAnswered: z.boolean(),
      /** Null also for those who answered without their names. */
      choice: z.number().int().nullable(),
      reason: z.string(),
      mayAnswer: z.boolean(),
    })
    .nullable(),
});
export type SenseCheck = z.infer<typeof SenseCheck>;

export const SenseCheckAddress = z.object({ id: Id, topicId: Id });
export type SenseCheckAddress = z.infer<typeof SenseCheckAddress>;

export const AnswerSense = z.object({
  choice: z.coerce.number().int().positive(),
  reason: z.string().trim().max(500).default(''),
});
export type AnswerSense = z.infer<typeof AnswerSense>;

/** One answer and why; of an anonymous question, `account` is null and equal answers are one with their number. */
export const SenseReason = z.object({
  choice: z.number().int(),
  reason: z.string(),
  answers: z.number().int(),
  account: AccountRef.nullable(),
});
export type SenseReason = z.infer<typeof SenseReason>;

/** By option, in the options' order. */
export const SenseReasons = z.array(SenseReason);
export type SenseReasons = z.infer<typeof SenseReasons>;

/** What live pages are told: that something changed, never how anybody answered. */
export const SenseCheckUpdate = z.object({ senseCheckId: Id, topicId: Id });
export type SenseCheckUpdate = z.infer<typeof SenseCheckUpdate>;
