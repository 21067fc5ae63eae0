/** Where a form says it came from, kept to addresses of this site. */
export function safePath(value: FormDataEntryValue | string | null, otherwise = '/'): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value)) return otherwise;
  return value;
}
