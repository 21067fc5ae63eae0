import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { Bylaws } from './bylaws.ts';
import { DryRun, OfficerRole } from './election-process.ts';
import { Id, Timestamp } from './pages.ts';

/** How an election is set up, step by step; every step can be kept half done. */
export const DraftSteps = z.object({
  terms: z
    .object({
      category: z.string().max(300),
      title: z.string().trim().max(200),
      seats: z.coerce.number().int().min(1).max(50),
      office: z.string().max(60).nullable(),
      bylaws: Bylaws,
    })
    .optional(),
  roll: z
    .object({
      electorate: z.string().min(1).max(60),
      recordAt: Timestamp,
      /** Members of the group who are left out, each with the reason that they read. */
      exclusions: z
        .array(
          z.object({ handle: z.string().trim().min(1).max(300), reason: z.string().trim().min(1).max(500) }),
        )
        .max(200)
        .default([]),
    })
    .optional(),
  course: z
    .object({
      /** The organisation's time zone, in which the dates were chosen. */
      zone: z.string().max(60).default('UTC'),
      nominationsOpenAt: Timestamp,
      nominationsCloseAt: Timestamp,
      votingOpensAt: Timestamp,
      votingClosesAt: Timestamp,
      termsStartAt: Timestamp,
    })
    .optional(),
  text: z
    .object({
      raw: z.string().max(32_000),
      /** The same in another language; it follows in the notice. */
      rawSv: z.string().max(32_000).default(''),
      /** How to vote in the hall or on paper. */
      hallRoute: z.string().trim().max(2000).default(''),
    })
    .optional(),
  officers: z
    .object({
      returningOfficer: z.string().trim().max(300),
      scrutineers: z.array(z.string().trim().max(300)).max(10),
      appealsBody: z.array(z.string().trim().max(300)).max(10),
      sourcesConfirmed: z.boolean(),
    })
    .optional(),
});
export type DraftSteps = z.infer<typeof DraftSteps>;

export const DraftStep = z.enum(['terms', 'roll', 'course', 'text', 'officers']);
export type DraftStep = z.infer<typeof DraftStep>;

export const ElectionDraft = z.object({
  id: Id,
  steps: DraftSteps,
  updatedAt: Timestamp,
  rerunOf: Id.nullable(),
  /** The first step that is not done, or null when all are. */
  missing: DraftStep.nullable(),
  /** Members who would be on the roll now. */
  rollSize: z.number().int().nullable(),
  /** How that differs from the roll of the last election of the same group; null without one. */
  rollChange: z
    .object({
      since: z.object({ id: Id, slug: z.string(), title: z.string() }),
      joined: z.number().int(),
      left: z.number().int(),
    })
    .nullable(),
  /** Those named as officers who have an account, and whether they sign in with a second factor. */
  officers: z.array(
    z.object({
      account: AccountRef.nullable(),
      name: z.string(),
      role: OfficerRole,
      secondFactor: z.boolean(),
    }),
  ),
  /** The last trial of ballots and count. */
  dryRun: DryRun.nullable(),
  /** The notice as it would be shown. */
  previewHtml: z.string().nullable(),
});
export type ElectionDraft = z.infer<typeof ElectionDraft>;
export const DraftId = z.object({ id: Id });
export type DraftId = z.infer<typeof DraftId>;
