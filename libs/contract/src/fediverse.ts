import { z } from 'zod';

/** What a member may decide about how other servers see them. */
export const FediverseChoices = z.object({ visible: z.boolean(), tellsLikes: z.boolean() });
export type FediverseChoices = z.infer<typeof FediverseChoices>;

/** How other servers see a member. */
export const FediversePresence = FediverseChoices.extend({
  /** `@name@host`, by which others find them. */
  address: z.string(),
  /** Whether posts of theirs are on other servers: then they are seen there in any case. */
  hasWritten: z.boolean(),
  followers: z.number().int(),
  /** Ids of their accounts elsewhere, which may say that they moved here. */
  aliases: z.array(z.string()),
  /** The id of the account that took this one's place. */
  movedTo: z.string().nullable(),
});
export type FediversePresence = z.infer<typeof FediversePresence>;
