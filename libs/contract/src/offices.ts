import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { VacancyWay } from './bylaws.ts';
import { Id, Timestamp } from './pages.ts';

export const TermEnd = z.enum([
  'expired',
  'resigned',
  'recalled',
  'ineligible',
  'died',
  'annulled',
  'moved-up',
]);
export type TermEnd = z.infer<typeof TermEnd>;

export const TermOrigin = z.enum(['election', 'substitute', 'countback', 'decision']);
export type TermOrigin = z.infer<typeof TermOrigin>;

/** Somebody's time in a seat. Seats beyond the office's own are those of substitutes. */
export const Term = z.object({
  id: Id,
  officeId: Id,
  seatNo: z.number().int().positive(),
  substitute: z.boolean(),
  holder: AccountRef,
  startsAt: Timestamp,
  plannedEndAt: Timestamp,
  endedAt: Timestamp.nullable(),
  endReason: TermEnd.nullable(),
  origin: TermOrigin,
  election: z.object({ id: Id, slug: z.string(), title: z.string() }).nullable(),
});
export type Term = z.infer<typeof Term>;

export const Office = z.object({
  slug: z.string(),
  name: z.string(),
  seats: z.number().int(),
  substitutes: z.number().int(),
  /** Null where the group is not for everybody to know of. */
  group: z.object({ slug: z.string(), name: z.string() }).nullable(),
  /** Those who hold it now or will; by seat. */
  terms: z.array(Term),
  /** Seats that nobody holds now. */
  vacant: z.array(z.number().int()),
  past: z.array(Term),
  /** Whether the viewer may end terms and fill vacancies here. */
  mayManage: z.boolean(),
});
export type Office = z.infer<typeof Office>;

export const NewOffice = z.object({
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(60),
  name: z.string().trim().min(2).max(100),
  /** The group that those who hold the office are in as long as they hold it. */
  group: z.string().min(1).max(60),
  seats: z.coerce.number().int().min(1).max(50),
  substitutes: z.coerce.number().int().min(0).max(20).default(0),
});
export type NewOffice = z.infer<typeof NewOffice>;

export const EndTerm = z.object({
  reason: TermEnd.extract(['resigned', 'recalled', 'ineligible', 'died']),
});
export type EndTerm = z.infer<typeof EndTerm>;

/** How a vacancy was filled; `by-election` is for people to call. */
export const VacancyFilled = z.object({ way: VacancyWay, holder: AccountRef.nullable() });
export type VacancyFilled = z.infer<typeof VacancyFilled>;
