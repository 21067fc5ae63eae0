import { Module } from '@nestjs/common';
import { Config } from '@app/platform';
import { MediaGates } from './media-gates.ts';
import { MediaController } from './media.controller.ts';
import { MediaJobs } from './media.jobs.ts';
import { MediaService } from './media.service.ts';
import { MediaView } from './media.view.ts';
import { RemotePicturesController } from './remote/remote-pictures.controller.ts';
import { RemotePicturesJobs } from './remote/remote-pictures.jobs.ts';
import { RemotePictures } from './remote/remote-pictures.service.ts';
import { openStorage } from './storage/open-storage.ts';
import { Storage } from './storage/storage.ts';
import { UploadBody } from './upload-body.ts';

/** Files that people bring: checked, made safe, kept and served. */
@Module({
  controllers: [MediaController, RemotePicturesController],
  providers: [
    { provide: Storage, useFactory: (config: Config) => openStorage(config), inject: [Config] },
    MediaGates,
    MediaJobs,
    MediaService,
    MediaView,
    RemotePictures,
    RemotePicturesJobs,
    UploadBody,
  ],
  exports: [MediaGates, MediaService, MediaView, RemotePictures, Storage],
})
export class MediaModule {}
