/** Who asks for a passkey, as browsers check it (W3C Web Authentication, "relying party"). */
export interface RelyingParty {
  id: string;
  origin: string;
}

/** The relying party of a site; null at a numeric address, where browsers refuse passkeys. */
export function relyingParty(publicUrl: string): RelyingParty | null {
  const { hostname, origin } = new URL(publicUrl);
  const numeric = hostname.startsWith('[') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(hostname);
  return numeric ? null : { id: hostname, origin };
}
