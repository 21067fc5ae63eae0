/** The tag for `Intl`: British English, because its dates and its 24 hours are what most readers know. */
export function localeTag(locale: string): string {
  return locale === 'sv' ? 'sv-SE' : 'en-GB';
}
