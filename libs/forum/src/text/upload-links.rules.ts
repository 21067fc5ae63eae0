const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const LINK = new RegExp(`^/media/(${UUID})$`);
const ANYWHERE = new RegExp(`/media/(${UUID})`, 'g');

/** The id of the upload that an address names; null for any other address. */
export function uploadIdOf(address: string): string | null {
  return LINK.exec(address)?.[1] ?? null;
}

/** The ids of all uploads that a text names. */
export function uploadsIn(raw: string): string[] {
  return [...new Set(Array.from(raw.matchAll(ANYWHERE), ([, id = '']) => id))];
}
