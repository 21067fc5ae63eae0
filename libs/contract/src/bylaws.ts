import { z } from 'zod';

export const BylawsPreset = z.enum(['se-ideell', 'dk-forening', 'coop']);
export type BylawsPreset = z.infer<typeof BylawsPreset>;

/** How a seat that falls vacant is filled; tried in the order in which the bylaws name them. */
export const VacancyWay = z.enum(['substitute', 'countback', 'by-election']);
export type VacancyWay = z.infer<typeof VacancyWay>;

/** What an association's bylaws say about elections; an election keeps those that it was announced under. */
export const Bylaws = z.object({
  preset: BylawsPreset,
  /** Days between the notice and the opening of the voting, at least. */
  noticeDays: z.coerce.number().int().min(0).max(90),
  /** Members who have to second a nomination. */
  seconders: z.coerce.number().int().min(0).max(20),
  selfNomination: z.boolean(),
  /** Whether no more candidates than seats are elected without a vote. */
  acclamation: z.boolean(),
  /** Percent of the roll that must have voted. */
  quorum: z.coerce.number().int().min(0).max(100),
  /** Days in which a result can be challenged. */
  challengeDays: z.coerce.number().int().min(0).max(60),
  termMonths: z.coerce.number().int().min(1).max(72),
  vacancy: z.array(VacancyWay).min(1),
});
export type Bylaws = z.infer<typeof Bylaws>;

export const BylawsField = z.enum([
  'noticeDays',
  'seconders',
  'selfNomination',
  'acclamation',
  'quorum',
  'challengeDays',
  'termMonths',
  'vacancy',
]);
export type BylawsField = z.infer<typeof BylawsField>;

/** A set of rules to begin with, each with the text that it was taken from. A draft: the board reads and confirms it. */
export const BylawsTemplate = z.object({
  bylaws: Bylaws,
  sources: z.record(BylawsField, z.object({ text: z.string(), url: z.string().nullable() })),
});
export type BylawsTemplate = z.infer<typeof BylawsTemplate>;
