import { RemotePicture } from './remote/remote-picture.entity.ts';
import { Upload } from './upload.entity.ts';

export { drawPng } from './images/draw-image.ts';
export { type Audience, MediaGates } from './media-gates.ts';
export { MediaModule } from './media.module.ts';
export { MediaService } from './media.service.ts';
export { MediaView } from './media.view.ts';
export { RemotePictures } from './remote/remote-pictures.service.ts';
export { Storage, type StoredFile } from './storage/storage.ts';

export const MEDIA_ENTITIES = [Upload, RemotePicture];
