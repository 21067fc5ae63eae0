import { Module } from '@nestjs/common';
import { ForumModule } from '@app/forum';
import { IdentityModule } from '@app/identity';
import { MediaModule } from '@app/media';
import { Config } from '@app/platform';
import { ActorNews } from './actors/actor-news.service.ts';
import { KeyRotation } from './actors/key-rotation.service.ts';
import { KeysService } from './actors/keys.service.ts';
import { LocalActorsService } from './actors/local-actors.service.ts';
import { LocalActorsView } from './actors/local-actors.view.ts';
import { RemoteActorsService } from './actors/remote-actors.service.ts';
import { LocalAddresses } from './addresses/local-addresses.ts';
import { BackfillJobs } from './backfill/backfill.jobs.ts';
import { BackfillService } from './backfill/backfill.service.ts';
import { Collections } from './backfill/collections.ts';
import { OrphansService } from './backfill/orphans.service.ts';
import { Arrivals } from './backfill/arrivals.ts';
import { ThreadFactsView } from './backfill/thread-facts.view.ts';
import { ThreadReader } from './backfill/thread-reader.ts';
import { ThreadReadingsController } from './backfill/thread-readings.controller.ts';
import { ThreadReadings } from './backfill/thread-readings.service.ts';
import { Discovery } from './discovery/discovery.ts';
import { NodeInfoView } from './discovery/nodeinfo.view.ts';
import { WebFinger } from './discovery/webfinger.ts';
import { CollectionsView } from './documents/collections.view.ts';
import { RepliesView } from './documents/replies.view.ts';
import { ServedPosts } from './documents/served-posts.ts';
import { WirePostsView } from './documents/wire-posts.view.ts';
import { AnswersService } from './follows/answers.service.ts';
import { FollowedView } from './follows/followed.view.ts';
import { FollowersService } from './follows/followers.service.ts';
import { FollowsService } from './follows/follows.service.ts';
import { FollowingView } from './follows/following.view.ts';
import { PeopleController } from './follows/people.controller.ts';
import { MovedPeople } from './follows/moved-people.service.ts';
import { PeopleService } from './follows/people.service.ts';
import { RemoteNames } from './follows/remote-names.ts';
import { RemotePeople } from './follows/remote-people.ts';
import { RemoteThreads } from './follows/remote-threads.ts';
import { RemoteThings } from './follows/remote-things.ts';
import { RemoteThingsController } from './follows/remote-things.controller.ts';
import { RemoteCategories } from './follows/remote-categories.ts';
import { RemoteCategoriesController } from './follows/remote-categories.controller.ts';
import { RemoteCategoriesView } from './follows/remote-categories.view.ts';
import { FetchSettings } from './hosts/fetch-settings.ts';
import { HostRules } from './hosts/host-rules.ts';
import { HostsController } from './hosts/hosts.controller.ts';
import { HostsService } from './hosts/hosts.service.ts';
import { HostsView } from './hosts/hosts.view.ts';
import { Peers } from './hosts/peers.ts';
import { ShownMedia } from './hosts/shown-media.ts';
import { ActorRoutes } from './http/actor.routes.ts';
import { FederationDoor } from './http/federation.door.ts';
import { InboxRoutes } from './http/inbox.routes.ts';
import { ObjectRoutes } from './http/object.routes.ts';
import { PageRoutes } from './http/page.routes.ts';
import { Readers } from './http/readers.ts';
import { Routes } from './http/routes.ts';
import { Moderators } from './actors/moderators.ts';
import { ActorsInbox } from './inbox/actors.inbox.ts';
import { AnnounceInbox } from './inbox/announce.inbox.ts';
import { BlocksInbox } from './inbox/blocks.inbox.ts';
import { FlagsInbox } from './inbox/flags.inbox.ts';
import { FollowsInbox } from './inbox/follows.inbox.ts';
import { HandleJobs } from './inbox/handle.jobs.ts';
import { HandleService } from './inbox/handle.service.ts';
import { IntakeService } from './inbox/intake.service.ts';
import { type Inbox, INBOXES } from './inbox/handlers.ts';
import { ListsInbox } from './inbox/lists.inbox.ts';
import { InboxRouter } from './inbox/inbox-router.ts';
import { InboxView } from './inbox/inbox.view.ts';
import { ModerationInbox } from './inbox/moderation.inbox.ts';
import { PostsInbox } from './inbox/posts.inbox.ts';
import { ReceiveService } from './inbox/receive.service.ts';
import { StandingView } from './inbox/standing.view.ts';
import { UndoneDeeds } from './inbox/undone-deeds.ts';
import { Undone } from './inbox/undone.ts';
import { VotesInbox } from './inbox/votes.inbox.ts';
import { AccountMoves } from './members/account-moves.service.ts';
import { OtherAccounts } from './members/other-accounts.ts';
import { PresenceController } from './members/presence.controller.ts';
import { PresenceService } from './members/presence.service.ts';
import { PresenceView } from './members/presence.view.ts';
import { RemoteDocuments } from './net/remote-documents.ts';
import { DeliveryPump } from './outbox/delivery-pump.ts';
import { DeliveryJobs } from './outbox/delivery.jobs.ts';
import { DeliveryService } from './outbox/delivery.service.ts';
import { DeliveryReadings } from './outbox/delivery.readings.ts';
import { ActorPart } from './actors/actor-part.ts';
import { LikesOutbox } from './outbox/likes.outbox.ts';
import { LikesTelling } from './outbox/likes-telling.service.ts';
import { MovedPosts } from './outbox/moved-posts.ts';
import { TopicFactsView } from './outbox/topic-facts.view.ts';
import { TopicTelling } from './outbox/topic-telling.service.ts';
import { Outbox } from './outbox/outbox.ts';
import { PostDeliveryController } from './outbox/post-delivery.controller.ts';
import { PostDeliveryView } from './outbox/post-delivery.view.ts';
import { PollAnswers } from './outbox/poll-answers.service.ts';
import { PollsOutbox } from './outbox/polls.outbox.ts';
import { PostsOutbox } from './outbox/posts.outbox.ts';
import { WaitingPostsController } from './outbox/waiting-posts.controller.ts';
import { WaitingPosts } from './outbox/waiting-posts.service.ts';
import { Postman } from './outbox/postman.ts';
import { PublishService } from './outbox/publish.service.ts';
import { Verifier } from './signatures/verifier.ts';
import { Objects } from './store/objects.ts';
import { StoredDocumentsView } from './store/stored-documents.view.ts';
import { EditsService } from './threads/edits.service.ts';
import { ForumPosts } from './threads/forum-posts.ts';
import { Later } from './threads/later.ts';
import { PlacesView } from './threads/places.view.ts';
import { Admission } from './threads/admission.ts';
import { HeldPostsController } from './threads/held-posts.controller.ts';
import { HeldPosts } from './threads/held-posts.service.ts';
import { HeldPostsView } from './threads/held-posts.view.ts';
import { Settling } from './threads/settling.ts';
import { Placing } from './threads/placing.ts';
import { PostHtml } from './threads/post-html.ts';
import { Relay } from './threads/relay.ts';
import { RemotePosts } from './threads/remote-posts.ts';
import { RemovalsService } from './threads/removals.service.ts';
import { ThreadsView } from './threads/threads.view.ts';
import { ThreadsService } from './threads/threads.service.ts';

const OUR_ACTORS = [
  AccountMoves,
  OtherAccounts,
  PresenceService,
  PresenceView,
  ActorNews,
  KeyRotation,
  KeysService,
  LocalActorsService,
  LocalActorsView,
];
const READING = [
  RemoteDocuments,
  RemoteActorsService,
  Verifier,
  Discovery,
  NodeInfoView,
  WebFinger,
  CollectionsView,
  RepliesView,
  ServedPosts,
  StoredDocumentsView,
  WirePostsView,
];
const DOORS = [ActorRoutes, FederationDoor, InboxRoutes, ObjectRoutes, PageRoutes, Readers, Routes];
/** In the order in which they are asked about a deed. */
const INBOX_PARTS = [
  ActorsInbox,
  PostsInbox,
  AnnounceInbox,
  VotesInbox,
  FollowsInbox,
  ModerationInbox,
  ListsInbox,
  BlocksInbox,
  FlagsInbox,
];
const RECEIVING = [
  ...INBOX_PARTS,
  InboxRouter,
  InboxView,
  HandleJobs,
  HandleService,
  Moderators,
  IntakeService,
  ReceiveService,
  StandingView,
  Undone,
  UndoneDeeds,
  EditsService,
  ForumPosts,
  PostHtml,
  Later,
  Objects,
  PlacesView,
  Placing,
  Admission,
  HeldPosts,
  HeldPostsView,
  Settling,
  Relay,
  RemotePosts,
  RemovalsService,
  ThreadsService,
  ThreadsView,
];
const FINDING = [
  Arrivals,
  BackfillJobs,
  BackfillService,
  Collections,
  OrphansService,
  ThreadFactsView,
  ThreadReader,
  ThreadReadings,
];
const SENDING = [
  FetchSettings,
  HostRules,
  HostsService,
  HostsView,
  Peers,
  ShownMedia,
  DeliveryJobs,
  DeliveryPump,
  DeliveryReadings,
  DeliveryService,
  Postman,
  Outbox,
  PostDeliveryView,
  WaitingPosts,
  PostsOutbox,
  PollsOutbox,
  PollAnswers,
  PublishService,
  MovedPosts,
  TopicFactsView,
  TopicTelling,
  LikesOutbox,
  LikesTelling,
  ActorPart,
];
const FOLLOWING = [
  AnswersService,
  FollowedView,
  FollowersService,
  FollowingView,
  FollowsService,
  MovedPeople,
  PeopleService,
  RemoteNames,
  RemotePeople,
  RemoteThings,
  RemoteThreads,
  RemoteCategories,
  RemoteCategoriesView,
];

/** Threads across servers: the only room that speaks ActivityPub. */
@Module({
  imports: [IdentityModule, ForumModule, MediaModule],
  controllers: [
    HeldPostsController,
    HostsController,
    PeopleController,
    PostDeliveryController,
    PresenceController,
    RemoteCategoriesController,
    RemoteThingsController,
    ThreadReadingsController,
    WaitingPostsController,
  ],
  providers: [
    {
      provide: LocalAddresses,
      useFactory: (config: Config) => new LocalAddresses(config.publicUrl),
      inject: [Config],
    },
    ...OUR_ACTORS,
    ...READING,
    ...DOORS,
    ...RECEIVING,
    ...FINDING,
    { provide: INBOXES, useFactory: (...parts: Inbox[]) => parts, inject: INBOX_PARTS },
    ...SENDING,
    ...FOLLOWING,
  ],
  exports: [FederationDoor],
})
export class FederationModule {}
