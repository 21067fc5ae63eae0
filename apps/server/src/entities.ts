import { FEDERATION_ENTITIES } from '@app/federation';
import { FORUM_ENTITIES } from '@app/forum';
import { GOVERNANCE_ENTITIES } from '@app/governance';
import { IDENTITY_ENTITIES } from '@app/identity';
import { MEDIA_ENTITIES } from '@app/media';
import { NOTIFICATIONS_ENTITIES } from '@app/notifications';

/** The entity classes of all rooms, for the connection pool and for the spec that compares them with the schema. */
export const ENTITIES = [
  ...MEDIA_ENTITIES,
  ...IDENTITY_ENTITIES,
  ...FORUM_ENTITIES,
  ...GOVERNANCE_ENTITIES,
  ...NOTIFICATIONS_ENTITIES,
  ...FEDERATION_ENTITIES,
];
