import { DraftsController } from './drafts/drafts.controller.ts';
import { DraftsService } from './drafts/drafts.service.ts';
import { DraftsView } from './drafts/drafts.view.ts';
import { UploadGate } from './uploads/upload-gate.ts';
import { UploadsController } from './uploads/uploads.controller.ts';
import { UploadsService } from './uploads/uploads.service.ts';
import { UploadsView } from './uploads/uploads.view.ts';

export const WRITING_CONTROLLERS = [DraftsController, UploadsController];

/** What the composer needs beside the posts themselves. */
export const WRITING = [DraftsService, DraftsView, UploadGate, UploadsService, UploadsView];
