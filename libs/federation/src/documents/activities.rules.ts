import type { LocalAddresses } from '../addresses/local-addresses.ts';
import { CONTEXT, PUBLIC } from './context.rules.ts';
import { audienceIn, audienceOf, type WirePost } from './post-object.rules.ts';

/** An activity about a post by its author, or by whoever removed it. */
export interface AboutPost {
  id: string;
  type: 'Create' | 'Update' | 'Delete' | 'Undo';
  actor: string;
  published: Date;
}

/**
 * The JSON of an activity around something that is already JSON. The inner text is copied as it is: what
 * was received, stored or served must not change by being wrapped (FEP-1b12).
 */
export function around(head: object, inner: string): string {
  return `${JSON.stringify({ '@context': CONTEXT, ...head }).slice(0, -1)},"object":${inner}}`;
}

/** @param inner the JSON of the object, of its id, or of the activity that is undone */
export function aboutPost(about: AboutPost, post: WirePost, inner: string, at: LocalAddresses): string {
  const { id, type, actor, published } = about;
  const { to, cc } = audienceOf(post, at);
  return around({ id, type, actor, to, cc, ...audienceIn(post), published: published.toISOString() }, inner);
}

/** The Group tells its followers. */
export function announce(
  { id, group, published, cc = [] }: { id: string; group: string; published: Date; cc?: string[] },
  inner: string,
  at: LocalAddresses,
): string {
  const actor = group;
  const followers = at.partOf(group, 'followers');
  return around(
    { id, type: 'Announce', actor, to: [PUBLIC], cc: [followers, ...cc], published: published.toISOString() },
    inner,
  );
}

export function undo(id: string, actor: string, inner: string, at: LocalAddresses): string {
  return around({ id, type: 'Undo', actor, to: [PUBLIC], cc: [at.partOf(actor, 'followers')] }, inner);
}

export function follow(id: string, actor: string, object: string): string {
  return around({ id, type: 'Follow', actor, to: [object] }, JSON.stringify(object));
}

/** Lemmy reads an Accept only when the Follow in it is whole and holds nothing else. */
export function accept(
  { id, actor }: { id: string; actor: string },
  asked: { id: string; actor: string; object: string },
): string {
  const inner = { id: asked.id, type: 'Follow', actor: asked.actor, object: asked.object };
  return around({ id, type: 'Accept', actor, to: [asked.actor] }, JSON.stringify(inner));
}

export function reject(
  { id, actor, summary }: { id: string; actor: string; summary: string },
  { sender, activity }: { sender: string; activity: string },
): string {
  return around({ id, type: 'Reject', actor, to: [sender], summary }, JSON.stringify(activity));
}
