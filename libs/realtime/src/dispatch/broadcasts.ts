import { AccessBroadcast } from './access.broadcast.ts';
import { ElectionsBroadcast } from './elections.broadcast.ts';
import { MovesBroadcast } from './moves.broadcast.ts';
import { NotificationsBroadcast } from './notifications.broadcast.ts';
import { PagesBroadcast } from './pages.broadcast.ts';
import { PostsBroadcast } from './posts.broadcast.ts';
import { PreviewsBroadcast } from './previews.broadcast.ts';
import { ProposalsBroadcast } from './proposals.broadcast.ts';
import { ReactionsBroadcast } from './reactions.broadcast.ts';
import type { Broadcast } from './room-event.ts';
import { SenseChecksBroadcast } from './sense-checks.broadcast.ts';
import { TopicsBroadcast } from './topics.broadcast.ts';

/** Who tells rooms what, in the order in which one batch of changes is told. */
const IN_ORDER = [
  TopicsBroadcast,
  PostsBroadcast,
  MovesBroadcast,
  ElectionsBroadcast,
  ProposalsBroadcast,
  SenseChecksBroadcast,
  AccessBroadcast,
  NotificationsBroadcast,
  ReactionsBroadcast,
  PreviewsBroadcast,
  PagesBroadcast,
];

export const BROADCASTS = Symbol('broadcasts');

export const BROADCAST_PROVIDERS = [
  ...IN_ORDER,
  { provide: BROADCASTS, useFactory: (...all: Broadcast[]) => all, inject: IN_ORDER },
];
