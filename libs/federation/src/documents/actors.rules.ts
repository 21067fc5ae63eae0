import type { LocalAddresses } from '../addresses/local-addresses.ts';
import { escapeHtml } from '../mapping/words.rules.ts';
import { CONTEXT } from './context.rules.ts';

export interface KeyFacts {
  keyId: string;
  publicPem: string;
}

export interface CategoryActor {
  uuid: string;
  slug: string;
  name: string;
  description: string;
}

export interface AccountActor {
  uuid: string;
  handle: string;
  name: string;
  bioHtml: string;
  avatarUrl: string | null;
  createdAt: Date;
  alsoKnownAs: string[];
  movedTo: string | null;
}

/** A category, as the Group that other servers follow. */
export function groupDocument(category: CategoryActor, key: KeyFacts, at: LocalAddresses): object {
  const id = at.category(category.uuid);
  return {
    '@context': CONTEXT,
    id,
    type: 'Group',
    preferredUsername: category.slug,
    name: category.name,
    summary: category.description === '' ? '' : `<p>${escapeHtml(category.description)}</p>`,
    source: { content: category.description, mediaType: 'text/markdown' },
    url: at.categoryPage(category.slug),
    ...collectionsOf(id, at),
    attributedTo: at.partOf(id, 'moderators'),
    ...sharedInboxOf(at),
    postingRestrictedToMods: false,
    manuallyApprovesFollowers: false,
    discoverable: true,
    indexable: true,
    sensitive: false,
    publicKey: publicKey(id, key),
  };
}

/** A member whom other servers may see. */
export function personDocument(account: AccountActor, key: KeyFacts, at: LocalAddresses): object {
  const id = at.account(account.uuid);
  return {
    '@context': CONTEXT,
    id,
    type: 'Person',
    preferredUsername: account.handle,
    name: account.name,
    summary: account.bioHtml,
    url: at.accountPage(account.handle),
    ...collectionsOf(id, at),
    ...sharedInboxOf(at),
    manuallyApprovesFollowers: false,
    discoverable: true,
    indexable: false,
    alsoKnownAs: account.alsoKnownAs,
    ...(account.movedTo === null ? {} : { movedTo: account.movedTo }),
    attachment: [],
    ...(account.avatarUrl === null
      ? {}
      : { icon: { type: 'Image', mediaType: 'image/webp', url: new URL(account.avatarUrl, id).href } }),
    published: account.createdAt.toISOString(),
    publicKey: publicKey(id, key),
  };
}

/** The server itself: it follows categories elsewhere and signs what is fetched. */
export function instanceDocument(host: string, key: KeyFacts, at: LocalAddresses): object {
  const id = at.instance;
  return {
    '@context': CONTEXT,
    id,
    type: 'Application',
    preferredUsername: host,
    name: host,
    url: `${at.origin}/`,
    inbox: at.partOf(id, 'inbox'),
    outbox: at.partOf(id, 'outbox'),
    ...sharedInboxOf(at),
    manuallyApprovesFollowers: true,
    publicKey: publicKey(id, key),
  };
}

function collectionsOf(id: string, at: LocalAddresses): object {
  const parts = ['inbox', 'outbox', 'followers', 'following', 'featured'];
  return Object.fromEntries(parts.map((part) => [part, at.partOf(id, part)]));
}

/** Twice, because some peers read only the one at the top. */
function sharedInboxOf({ sharedInbox }: LocalAddresses): object {
  return { sharedInbox, endpoints: { sharedInbox } };
}

function publicKey(owner: string, { keyId, publicPem }: KeyFacts): object {
  return { id: keyId, owner, publicKeyPem: publicPem };
}
