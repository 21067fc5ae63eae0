import { Module } from '@nestjs/common';
import { Config } from '@app/platform';
import { MediaGates } from './media-gates.ts';
import { MediaController } from './media.controller.ts';
import { MediaJobs } from './media.jobs.ts';
import { MediaService } from './media.service.ts';
import { MediaView } from './media.view.ts';
import { openStorage } from './storage/open-storage.ts';
import { Storage } from './storage/storage.ts';
import { UploadBody } from './upload-body.ts';

/** Files that people bring: checked, made safe, kept and served. */
@Module({
  controllers: [MediaController],
  providers: [
    { provide: Storage, useFactory: (config: Config) => openStorage(config), inject: [Config] },
    MediaGates,
    MediaJobs,
    MediaService,
    MediaView,
    UploadBody,
  ],
  exports: [MediaGates, MediaService, MediaView],
})
export class MediaModule {}
