import { DraftsController } from './drafts/drafts.controller.ts';
import { DraftsService } from './drafts/drafts.service.ts';
import { DraftsView } from './drafts/drafts.view.ts';
import { LinkPreviewsController } from './links/link-previews.controller.ts';
import { LinkPreviewsJobs } from './links/link-previews.jobs.ts';
import { LinkedPagesService } from './links/linked-pages.service.ts';
import { LinkPreviewsService } from './links/link-previews.service.ts';
import { PostLinksService } from './links/post-links.service.ts';
import { MentionsController } from './mentions/mentions.controller.ts';
import { MentionsView } from './mentions/mentions.view.ts';
import { SimilarTopicsView } from './mentions/similar-topics.view.ts';
import { UploadGate } from './uploads/upload-gate.ts';
import { UploadsController } from './uploads/uploads.controller.ts';
import { UploadsService } from './uploads/uploads.service.ts';
import { UploadsView } from './uploads/uploads.view.ts';
import { RevisionsView } from './wiki/revisions.view.ts';
import { WikiController } from './wiki/wiki.controller.ts';
import { WikiService } from './wiki/wiki.service.ts';

export const WRITING_CONTROLLERS = [
  DraftsController,
  LinkPreviewsController,
  MentionsController,
  UploadsController,
  WikiController,
];

/** What the composer needs beside the posts themselves. */
export const WRITING = [
  DraftsService,
  DraftsView,
  LinkPreviewsJobs,
  LinkPreviewsService,
  LinkedPagesService,
  PostLinksService,
  MentionsView,
  RevisionsView,
  SimilarTopicsView,
  UploadGate,
  UploadsService,
  UploadsView,
  WikiService,
];
