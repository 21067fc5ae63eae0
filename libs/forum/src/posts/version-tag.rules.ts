/** A post's version as an entity tag (RFC 9110 §8.8.3). */
export function versionTag(version: number): string {
  return `"${version}"`;
}

/** The version that an If-Match header names, with or without quotes; undefined if it names none. */
export function readVersion(match: string | undefined): number | undefined {
  const version = /^(?:W\/)?"?([1-9]\d{0,8})"?$/.exec(match?.trim() ?? '')?.[1];
  return version === undefined ? undefined : Number(version);
}
