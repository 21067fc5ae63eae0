/** What has happened, by name: ids only, because a listener reads what it needs when it runs. */
export interface DomainEvents {
  'account.created': { accountId: string };
  'account.updated': { accountId: string };
  /** `requestId` tells one request from the next. */
  'account.verification-requested': { accountId: string; requestId: string };
  'account.password-reset-requested': { accountId: string; requestId: string };
  /** A member's key for votes is another one, or gone. */
  'member-key.changed': { accountId: string; requestId: string };
  /** The archive that an account asked for can be downloaded. */
  'account.export-ready': { accountId: string; exportId: string };
  /** Somebody signed out somewhere; other sessions of the account go on. */
  'session.ended': { accountId: string };
  'invitation.sent': { invitationId: string };
  'application.decided': { applicationId: string };
  'category.created': { categoryId: string };
  /** Who may do what there; a membership that gives rights is `account.updated`. */
  'category.access-changed': { categoryId: string };
  'topic.created': { topicId: string; categoryId: string };
  'topic.updated': { topicId: string; categoryId: string };
  /** Its category is another one now. */
  'topic.recategorised': { topicId: string; categoryId: string };
  /** Posts came to another topic under new numbers: `post.created` is not said of them again. */
  'posts.moved': { moveId: string; topicId: string; toTopicId: string; categoryId: string };
  /** `isRemote`: written on another server, which some listeners need not hear of. */
  'post.created': { postId: string; topicId: string; categoryId: string; isRemote?: boolean };
  'post.edited': { postId: string; topicId: string; categoryId: string };
  'post.deleted': { postId: string; topicId: string; categoryId: string };
  'post.restored': { postId: string; topicId: string; categoryId: string };
  /** What is shown of the pages that a post links to is other than before. */
  'link.previewed': { postId: string; topicId: string; categoryId: string };
  /** Somebody reacted to a post, or no longer does. */
  'reaction.changed': { postId: string; topicId: string; categoryId: string };
  /** Somebody voted in a poll that other servers are told of. */
  'poll.voted': { postId: string; topicId: string; categoryId: string };
  /** A member answered a poll of another server, which is to hear of it. */
  'poll.answered': { postId: string; accountId: string };
  /** The time has come at which an account wanted to be reminded of a post. */
  'bookmark.due': { bookmarkId: string; accountId: string; postId: string };
  'flag.raised': { flagId: string };
  'election.opened': { electionId: string };
  'election.phase-changed': { electionId: string };
  'election.ballot-collected': { electionId: string };
  /** These people's notifications are others than before. */
  'notifications.changed': { accountIds: string[] };
  'proposal.opened': { proposalId: string };
  /** The text has a new version: everybody who voted is asked to look again. */
  'proposal.changed': { proposalId: string };
  /** Voting ends soon; for those who have not voted on the text as it stands. */
  'proposal.closing': { proposalId: string };
  'proposal.closed': { proposalId: string };
  'proposal.decided': { proposalId: string; decisionId: string };
  /** Opened, ended, or answered by name. */
  'sense-check.changed': { senseCheckId: string };
}

export type EventName = keyof DomainEvents;

export type EventNamed<Name extends EventName> = { [N in Name]: { name: N } & DomainEvents[N] }[Name];

export type DomainEvent = EventNamed<EventName>;
