import type { LocalAddresses } from '../addresses/local-addresses.ts';

const PROFILE_PAGE = 'http://webfinger.net/rel/profile-page';
/** Where somebody's server takes them to follow or answer what they saw elsewhere. */
export const SUBSCRIBE = 'http://ostatus.org/schema/1.0/subscribe';

const SERVER_ACTOR = 'https://www.w3.org/ns/activitystreams#Service';

/** What somebody asks WebFinger about: a name at this host, or an address here. */
export type Asked = { handle: string } | { address: string };

/**
 * Reads the `resource` of a WebFinger request: `acct:name@host`, `@name@host`, `name@host` or an address,
 * in any case.
 *
 * @returns null when it is about another host, or is nothing of the kind
 */
export function readResource(resource: string, { origin }: LocalAddresses): Asked | null {
  const host = origin.slice(origin.indexOf('//') + 2).toLowerCase();
  if (/^https?:\/\//i.test(resource)) {
    const sameOrigin = resource.toLowerCase().startsWith(`${origin.toLowerCase()}/`);
    return sameOrigin || resource.toLowerCase() === origin.toLowerCase() ? { address: resource } : null;
  }
  const match = /^(?:acct:)?@?([^@]+)@([^@]+)$/i.exec(resource);
  if (match?.[2]?.toLowerCase() !== host) return null;
  return { handle: match[1]!.toLowerCase() };
}

/** The answer (RFC 7033): a name and an actor id that point at each other, whatever was asked. */
export function webFingerDocument(
  { handle, actor, page }: { handle: string; actor: string; page: string },
  at: LocalAddresses,
): object {
  const host = at.origin.slice(at.origin.indexOf('//') + 2);
  const isServer = actor === at.instance;
  return {
    subject: `acct:${handle}@${host}`,
    aliases: [actor, page],
    links: [
      { rel: 'self', type: 'application/activity+json', href: actor },
      { rel: PROFILE_PAGE, type: 'text/html', href: page },
      { rel: SUBSCRIBE, template: `${at.origin}/authorize_interaction?uri={uri}` },
      // FEP-d556: the server actor is found from the bare origin.
      ...(isServer ? [{ rel: SERVER_ACTOR, type: 'application/activity+json', href: actor }] : []),
    ],
  };
}
