import { z } from 'zod';

/** Follow: be told of every post. Track: count unread posts. Mute: keep it out of lists and say nothing. */
export const FollowLevel = z.enum(['follow', 'track', 'mute']);
export type FollowLevel = z.infer<typeof FollowLevel>;

/** Why a topic's level is as it is: chosen, or because the account opened it, replied in it, or read for a while. */
export const LevelSource = z.enum(['chosen', 'opened', 'replied', 'read']);
export type LevelSource = z.infer<typeof LevelSource>;

/** The level that holds for a viewer, and where it comes from; both null where there is none. */
export const FollowState = z.object({
  level: FollowLevel.nullable(),
  source: z.enum([...LevelSource.options, 'category']).nullable(),
});
export type FollowState = z.infer<typeof FollowState>;

/** Null for none, also where the category has one. */
export const ChooseLevel = z.object({ level: FollowLevel.nullable() });
export type ChooseLevel = z.infer<typeof ChooseLevel>;

/** What following a category means at its present pace. */
export const CategoryFollowState = z.object({
  level: FollowLevel.nullable(),
  postsPerWeek: z.number().int(),
});
export type CategoryFollowState = z.infer<typeof CategoryFollowState>;

/** Post numbers that were on screen, as inclusive ranges. */
export const ReadRanges = z
  .object({
    ranges: z
      .array(
        z
          .tuple([z.number().int().min(1), z.number().int().min(1)])
          .refine(([first, last]) => first <= last, { message: 'A range ends where it begins or later' }),
      )
      .max(200),
    /** The reader has stayed for half a minute, after which a topic is tracked. */
    stayed: z.boolean().optional(),
  })
  .refine(({ ranges, stayed }) => ranges.length > 0 || stayed, { message: 'Nothing is said here' });
export type ReadRanges = z.infer<typeof ReadRanges>;

/** How many topics wait; no more than 100 are counted. */
export const ReadingCounts = z.object({ new: z.number().int(), unread: z.number().int() });
export type ReadingCounts = z.infer<typeof ReadingCounts>;

/** Everything that is new, or unread, up to the moment at which the list was read. */
export const Dismissal = z.object({
  kind: z.enum(['new', 'unread']),
  until: z.iso.datetime({ offset: true }),
});
export type Dismissal = z.infer<typeof Dismissal>;

export const UndoDismissal = Dismissal.pick({ kind: true });
export type UndoDismissal = z.infer<typeof UndoDismissal>;
