import { Platform1763800000000 } from './1763800000000-platform.ts';
import { Identity1763800001000 } from './1763800001000-identity.ts';
import { Forum1763800002000 } from './1763800002000-forum.ts';
import { Governance1763800003000 } from './1763800003000-governance.ts';
import { KnownPeers1764250000000 } from './1764250000000-known-peers.ts';
import { Federation1763800004000 } from './1763800004000-federation.ts';
import { Permissions1764010000000 } from './1764010000000-permissions.ts';
import { TopicActs1764011000000 } from './1764011000000-topic-acts.ts';
import { SignIn1764015000000 } from './1764015000000-sign-in.ts';
import { ComingIn1764016000000 } from './1764016000000-coming-in.ts';
import { People1764020000000 } from './1764020000000-people.ts';
import { FollowLevels1764025000000 } from './1764025000000-follow-levels.ts';
import { ReplyTree1764026000000 } from './1764026000000-reply-tree.ts';
import { Overview1764027000000 } from './1764027000000-overview.ts';
import { Media1764030000000 } from './1764030000000-media.ts';
import { Writing1764031000000 } from './1764031000000-writing.ts';
import { SimilarTitles1764032000000 } from './1764032000000-similar-titles.ts';
import { Reacting1764035000000 } from './1764035000000-reacting.ts';
import { Search1764036000000 } from './1764036000000-search.ts';
import { Feeds1764037000000 } from './1764037000000-feeds.ts';
import { Proposals1764040000000 } from './1764040000000-proposals.ts';
import { Polls1764041000000 } from './1764041000000-polls.ts';
import { Process1764130000000 } from './1764130000000-process.ts';
import { ConductedElections1764131000000 } from './1764131000000-conducted-elections.ts';
import { Tags1764100000000 } from './1764100000000-tags.ts';
import { SubCategories1764101000000 } from './1764101000000-sub-categories.ts';
import { Inbound1764120000000 } from './1764120000000-inbound.ts';
import { SenseChecks1764110000000 } from './1764110000000-sense-checks.ts';
import { LinkPreviews1764105000000 } from './1764105000000-link-previews.ts';
import { AccountExports1764200000000 } from './1764200000000-account-exports.ts';
import { DecisionReviews1764201000000 } from './1764201000000-decision-reviews.ts';
import { MemberKeys1764270000000 } from './1764270000000-member-keys.ts';
import { AskedUntil1764300000000 } from './1764300000000-asked-until.ts';
import { Deciding1764111000000 } from './1764111000000-deciding.ts';
import { Notifications17640450000000 } from './17640450000000-notifications.ts';
import { Destinations1764125000000 } from './1764125000000-destinations.ts';
import { ToldTopics1764126000000 } from './1764126000000-told-topics.ts';
import { ToldLikes1764127000000 } from './1764127000000-told-likes.ts';
import { Ballots1764140000000 } from './1764140000000-ballots.ts';
import { RemotePictures1764240000000 } from './1764240000000-remote-pictures.ts';
import { FollowedPeople1764241000000 } from './1764241000000-followed-people.ts';
import { MembersElsewhere1764230000000 } from './1764230000000-members-elsewhere.ts';
import { SetupChecks1764260000000 } from './1764260000000-setup-checks.ts';
import { HeldPosts1764242000000 } from './1764242000000-held-posts.ts';
import { GracePeriod1764210000000 } from './1764210000000-grace-period.ts';
import { PollsElsewhere1764237000000 } from './1764237000000-polls-elsewhere.ts';
import { PublicPolls1764236000000 } from './1764236000000-public-polls.ts';

/** Every migration, oldest first. */
export const MIGRATIONS = [
  Platform1763800000000,
  Identity1763800001000,
  Forum1763800002000,
  Governance1763800003000,
  Federation1763800004000,
  Permissions1764010000000,
  TopicActs1764011000000,
  SignIn1764015000000,
  ComingIn1764016000000,
  People1764020000000,
  FollowLevels1764025000000,
  ReplyTree1764026000000,
  Overview1764027000000,
  Media1764030000000,
  Writing1764031000000,
  SimilarTitles1764032000000,
  Reacting1764035000000,
  Search1764036000000,
  Feeds1764037000000,
  Proposals1764040000000,
  Polls1764041000000,
  Process1764130000000,
  ConductedElections1764131000000,
  Inbound1764120000000,
  LinkPreviews1764105000000,
  Notifications17640450000000,
  Destinations1764125000000,
  ToldTopics1764126000000,
  ToldLikes1764127000000,
  Ballots1764140000000,
  Tags1764100000000,
  SubCategories1764101000000,
  SenseChecks1764110000000,
  Deciding1764111000000,
  RemotePictures1764240000000,
  FollowedPeople1764241000000,
  KnownPeers1764250000000,
  MemberKeys1764270000000,
  MembersElsewhere1764230000000,
  SetupChecks1764260000000,
  HeldPosts1764242000000,
  GracePeriod1764210000000,
  AccountExports1764200000000,
  DecisionReviews1764201000000,
  PublicPolls1764236000000,
  PollsElsewhere1764237000000,
  AskedUntil1764300000000,
];
