import { Upload } from './upload.entity.ts';

export { MediaGates } from './media-gates.ts';
export { MediaModule } from './media.module.ts';
export { MediaService } from './media.service.ts';
export { MediaView } from './media.view.ts';

export const MEDIA_ENTITIES = [Upload];
