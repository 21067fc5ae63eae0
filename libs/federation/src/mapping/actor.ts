import { z } from 'zod';
import { FirstReference, PUBLIC, References, Text, Things, TypeName } from './wire.ts';

const ACTOR_TYPES = new Set(['Application', 'Group', 'Organization', 'Person', 'Service']);

const Actor = z.looseObject({
  id: z.string(),
  type: TypeName,
  inbox: FirstReference,
  sharedInbox: FirstReference.default(null),
  endpoints: z
    .looseObject({ sharedInbox: FirstReference.default(null) })
    .nullable()
    .catch(null),
  outbox: FirstReference.default(null),
  preferredUsername: Text.default(null),
  name: Text.default(null),
  summary: Text.default(null),
  url: FirstReference.default(null),
  icon: Things.default([]),
  indexable: z.boolean().nullable().catch(null).default(null),
  searchableBy: References.nullable().default(null),
});

export interface WireActor {
  id: string;
  type: string;
  inbox: string;
  sharedInbox: string | null;
  outbox: string | null;
  handle: string;
  name: string;
  /** HTML as it came; not safe to show. */
  summary: string;
  url: string | null;
  iconUrl: string | null;
  /** Whether search may find what they write. */
  indexable: boolean;
}

/** @returns null when the document is no actor that can be talked to */
export function parseActor(json: unknown): WireActor | null {
  const parsed = Actor.safeParse(json);
  if (!parsed.success || !ACTOR_TYPES.has(parsed.data.type) || parsed.data.inbox === null) return null;
  const { id, type, inbox, outbox, endpoints, url, icon, indexable, searchableBy } = parsed.data;
  const handle = parsed.data.preferredUsername ?? lastPart(id);
  return {
    id,
    type,
    inbox,
    sharedInbox: endpoints?.sharedInbox ?? parsed.data.sharedInbox,
    outbox,
    handle,
    name: parsed.data.name?.trim() || handle,
    summary: parsed.data.summary ?? '',
    url,
    indexable: indexable !== false && (searchableBy === null || searchableBy.includes(PUBLIC)),
    iconUrl: FirstReference.parse(icon[0]?.['url']),
  };
}

function lastPart(id: string): string {
  return id.split('/').findLast((part) => part !== '') ?? id;
}
