/**
 * JSON in the one form that RFC 8785 (JSON Canonicalization Scheme) allows, so that equal values have equal bytes: no blanks,
 * keys in the order of their UTF-16 units. Properties that are undefined are left out.
 *
 * @throws TypeError for what JSON cannot say: numbers that are not finite, text with half a surrogate pair, functions
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${canonicalJson(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} has no JSON form`);
  if (typeof value === 'string' && !value.isWellFormed())
    throw new TypeError('text with half a surrogate pair has no JSON form');
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`${typeof value} has no JSON form`);
  return text;
}
