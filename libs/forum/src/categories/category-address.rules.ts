/**
 * Splits what stands in addresses and requests: `slug` for our own category, `slug@domain` for a remote one.
 *
 * @returns `domain` is empty for our own
 */
export function parseCategoryAddress(address: string): { slug: string; domain: string } {
  const [slug = '', ...domain] = address.split('@');
  return { slug, domain: domain.join('@') };
}
