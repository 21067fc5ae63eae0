const HERE = 'http://here.invalid';

/**
 * Where a form says it came from, if that is an address of this site.
 *
 * Browsers read `//evil.example`, `/\evil.example` and `/<tab>/evil.example` as other sites, so the address
 * is read as they would read it.
 */
export function safePath(value: FormDataEntryValue | string | null, otherwise = '/'): string {
  if (typeof value !== 'string' || !value.startsWith('/') || !URL.canParse(value, HERE)) return otherwise;
  const { origin, pathname, search, hash } = new URL(value, HERE);
  return origin === HERE ? pathname + search + hash : otherwise;
}
