import { Injectable } from '@nestjs/common';
import { EventLog } from '@app/platform';
import { BookmarkNewsService } from './bookmark-news.service.ts';
import { ProposalNewsService } from './proposal-news.service.ts';

/** What people are told after which event, of proposals and of what they asked for themselves. */
@Injectable()
export class AskedJobs {
  constructor(events: EventLog, proposals: ProposalNewsService, bookmarks: BookmarkNewsService) {
    events.onCommitted('tell-proposal', ['proposal.opened', 'proposal.changed'], ({ proposalId }) =>
      proposals.asks(proposalId),
    );
    events.onCommitted('tell-closing', ['proposal.closing'], ({ proposalId }) =>
      proposals.closesSoon(proposalId),
    );
    events.onCommitted('tell-outcome', ['proposal.decided'], ({ proposalId }) =>
      proposals.decided(proposalId),
    );
    events.onCommitted('tell-bookmark', ['bookmark.due'], ({ bookmarkId }) => bookmarks.due(bookmarkId));
  }
}
