import { Injectable } from '@nestjs/common';
import { EventLog, Jobs } from '@app/platform';
import { z } from 'zod';
import { LinkedPagesService } from './linked-pages.service.ts';
import { PostLinksService } from './post-links.service.ts';

const Looking = z.object({ postId: z.string() });
const Fetching = z.object({ url: z.string() });

/** Reads the pages that posts link to, after what was written is there. */
@Injectable()
export class LinkPreviewsJobs {
  constructor(events: EventLog, jobs: Jobs, links: PostLinksService, pages: LinkedPagesService) {
    events.onCommitted('links', ['post.created', 'post.edited'], ({ postId }) => links.look(postId), true);
    jobs.define('links:look', (payload) => links.look(Looking.parse(payload).postId));
    jobs.define('links:fetch', (payload) => pages.fetch(Fetching.parse(payload).url));
    jobs.daily('links:sweep', () => pages.sweep());
  }
}
