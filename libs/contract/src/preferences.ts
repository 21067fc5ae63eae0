import { z } from 'zod';

/** The languages that Folkmoot speaks. */
export const Language = z.enum(['en', 'sv']);
export type Language = z.infer<typeof Language>;

export const Theme = z.enum(['auto', 'light', 'dark']);
export type Theme = z.infer<typeof Theme>;

export const Density = z.enum(['comfortable', 'compact']);
export type Density = z.infer<typeof Density>;

/** How the site looks to one member, in every browser. `zone` is an IANA name; null follows the browser. */
export const Preferences = z.object({
  language: Language,
  zone: z.string().max(64).refine(isZone).nullable(),
  theme: Theme,
  density: Density,
});
export type Preferences = z.infer<typeof Preferences>;

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
