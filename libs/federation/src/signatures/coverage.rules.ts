/**
 * Whether a verified signature is about this request to this host with this body. The library checks what
 * is signed; this checks that enough is: a signature that leaves out the host could be moved to another
 * server, and one that leaves out the digest says nothing about the body.
 *
 * @param label which of the signatures of RFC 9421 was verified; undefined for the older suite
 */
export function coversBody(headers: Record<string, string>, label: string | undefined): boolean {
  if (label === undefined) {
    const signed = /(?:^|,)\s*headers="([^"]*)"/i.exec(headers['signature'] ?? '')?.[1] ?? '';
    const names = signed.toLowerCase().split(/\s+/);
    return ['(request-target)', 'host', 'date', 'digest'].every((name) => names.includes(name));
  }
  const parts = componentsOf(headers['signature-input'] ?? '', label);
  const hasOne = (...names: string[]): boolean => names.some((name) => parts.includes(`"${name}"`));
  return (
    hasOne('@method') &&
    hasOne('@target-uri', '@path', '@request-target') &&
    hasOne('@target-uri', '@authority', 'host') &&
    hasOne('content-digest')
  );
}

/** The quoted component names of one signature, with their parameters still on them. */
function componentsOf(input: string, label: string): string[] {
  for (const [, name, list = ''] of input.matchAll(/(?:^|,)\s*([a-z*][a-z0-9_.*-]*)=\(([^)]*)\)/gi)) {
    if (name === label) return list.split(/\s+/);
  }
  return [];
}
