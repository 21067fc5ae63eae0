export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Reads a theme from a cookie or a form; everything unknown follows the system. */
export function themeOf(value: unknown): Theme {
  return THEMES.find((theme) => theme === value) ?? 'auto';
}
