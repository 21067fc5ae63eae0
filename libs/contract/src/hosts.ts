import { z } from 'zod';

/** What staff may decide about another server. */
export const HostRuleKind = z.enum(['allow', 'limit', 'media-off', 'reports-ignored', 'deny']);
export type HostRuleKind = z.infer<typeof HostRuleKind>;

const Pattern = z.string().trim().min(1).max(260);
const Note = z.string().trim().max(500);

/** A rule for a host, for all names below it (`*.example.org`), or for every server (`*`). */
export const HostRule = z.object({
  pattern: Pattern,
  rule: HostRuleKind,
  note: Note,
  expiresAt: z.string().nullable(),
  createdAt: z.string(),
});
export type HostRule = z.infer<typeof HostRule>;

export const NewHostRule = z.object({
  pattern: Pattern,
  rule: HostRuleKind,
  note: Note.default(''),
  /** How many days it holds; for good where null. */
  days: z.preprocess(
    (value) => (value === '' ? null : value),
    z.coerce.number().int().min(1).max(3650).nullable().default(null),
  ),
});
export type NewHostRule = z.infer<typeof NewHostRule>;

/** Another server, as things stand between it and us. */
export const HostState = z.object({
  host: z.string(),
  rule: HostRuleKind.nullable(),
  state: z.enum(['fine', 'failing', 'paused']),
  /** Its actors that follow somebody here, and those of it that are known here at all. */
  followers: z.number().int(),
  actors: z.number().int(),
  pending: z.number().int(),
  oldestPendingAt: z.string().nullable(),
  lastOkAt: z.string().nullable(),
  lastError: z.string().nullable(),
  lastErrorAt: z.string().nullable(),
  retryAt: z.string().nullable(),
});
export type HostState = z.infer<typeof HostState>;

export const FederationSettings = z.object({
  /** Whether posts and topics are given only to servers that say who they are, and are not denied. */
  authorizedFetch: z.boolean(),
});
export type FederationSettings = z.infer<typeof FederationSettings>;

export const FederationState = z.object({
  settings: FederationSettings,
  rules: z.array(HostRule),
  /** Those in trouble first, then those with most to do with us; at most 200. */
  hosts: z.array(HostState),
});
export type FederationState = z.infer<typeof FederationState>;

/** Lines `host,rule,note` or a list that Mastodon exported; a line that is only a host is denied. */
export const HostRuleList = z.object({ csv: z.string().min(1).max(500_000) });
export type HostRuleList = z.infer<typeof HostRuleList>;

/** What a line of a list would change here, if staff wanted it. */
export const HostRuleProposal = z.object({
  pattern: z.string(),
  rule: HostRuleKind,
  note: z.string(),
  /** The rule that this pattern has now. */
  was: HostRuleKind.nullable(),
  /** Whom it would touch: actors known here, and those of them that follow somebody. */
  actors: z.number().int(),
  followers: z.number().int(),
});
export type HostRuleProposal = z.infer<typeof HostRuleProposal>;

export const HostRulePreview = z.object({
  proposals: z.array(HostRuleProposal),
  skipped: z.array(z.object({ line: z.number().int(), text: z.string() })),
});
export type HostRulePreview = z.infer<typeof HostRulePreview>;

export const HostRuleChoice = z.object({
  rules: z.array(z.object({ pattern: Pattern, rule: HostRuleKind, note: Note })).max(5000),
});
export type HostRuleChoice = z.infer<typeof HostRuleChoice>;

export const HostAct = z.object({
  host: z.string().min(1).max(260),
  act: z.enum(['retry', 'drop', 'pause']),
});
export type HostAct = z.infer<typeof HostAct>;
