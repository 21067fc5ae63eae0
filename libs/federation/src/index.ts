import { ApActor } from './actors/ap-actor.entity.ts';
import { ApCategoryPolicy } from './threads/ap-category-policy.entity.ts';
import { ApHeldPost } from './threads/ap-held-post.entity.ts';
import { ApKey } from './actors/ap-key.entity.ts';
import { ApFollow } from './follows/ap-follow.entity.ts';
import { ApFollower } from './follows/ap-follower.entity.ts';
import { ApPersonFollow } from './follows/ap-person-follow.entity.ts';
import { ApHostRule } from './hosts/ap-host-rule.entity.ts';
import { ApMember } from './members/ap-member.entity.ts';
import { ApPeer } from './hosts/ap-peer.entity.ts';
import { ApBlock } from './inbox/ap-block.entity.ts';
import { ApInbox } from './inbox/ap-inbox.entity.ts';
import { ApUndone } from './inbox/ap-undone.entity.ts';
import { ApDelivery } from './outbox/ap-delivery.entity.ts';
import { ApDestination } from './outbox/ap-destination.entity.ts';
import { ApLike } from './outbox/ap-like.entity.ts';
import { ApTopic } from './outbox/ap-topic.entity.ts';
import { ApActivity } from './store/ap-activity.entity.ts';
import { ApObject } from './store/ap-object.entity.ts';
import { ApThread } from './backfill/ap-thread.entity.ts';

export { FederationDoor } from './http/federation.door.ts';
export { FederationModule } from './federation.module.ts';

export const FEDERATION_ENTITIES = [
  ApActivity,
  ApActor,
  ApBlock,
  ApCategoryPolicy,
  ApDelivery,
  ApDestination,
  ApFollow,
  ApFollower,
  ApHeldPost,
  ApHostRule,
  ApInbox,
  ApKey,
  ApLike,
  ApObject,
  ApMember,
  ApPeer,
  ApPersonFollow,
  ApTopic,
  ApThread,
  ApUndone,
];
