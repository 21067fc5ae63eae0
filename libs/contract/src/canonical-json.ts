/** What canonical JSON is made of here: no fractions, no dates, nothing undefined. */
export type CanonicalValue =
  string | number | boolean | null | readonly CanonicalValue[] | { readonly [key: string]: CanonicalValue };

/**
 * One text for one value, so that its hash names it: keys sorted, no spaces.
 *
 * @see RFC 8785, which for whole numbers, strings, lists and objects is exactly this
 */
export function canonicalJson(value: CanonicalValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value as { readonly [key: string]: CanonicalValue })
    // RFC 8785 sorts by UTF-16 code units, which is what comparing strings does.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
