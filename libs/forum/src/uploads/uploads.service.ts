import { Injectable } from '@nestjs/common';
import type { NewUploadQuery, Upload } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { MediaService, MediaView } from '@app/media';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { spendWriting } from '../limits/spend-writing.ts';

@Injectable()
export class UploadsService {
  constructor(
    private readonly db: DataSource,
    private readonly media: MediaService,
    private readonly view: MediaView,
  ) {}

  /**
   * Takes in a file for a post that is being written.
   *
   * @throws ProblemError what is wrong with the file; `too-many-requests` past the member's own limit
   */
  async bring(viewer: Viewer, bytes: unknown, { name, alt }: NewUploadQuery): Promise<Upload> {
    const ownerId = signedIn(viewer);
    if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw new ProblemError('unsupported-media-type');
    await this.db.transaction((tx) => spendWriting(tx, ownerId, 'uploads'));
    const brought = await this.media.store({ ownerId, purpose: 'post', name, bytes });
    if (alt) await this.media.describe(brought.id, alt);
    const createdAt = new Date().toISOString();
    return { ...brought, url: `/media/${brought.id}`, alt: alt ?? '', createdAt };
  }

  /**
   * Says what one's own picture shows; posts that are written from now on say it too.
   *
   * @throws ProblemError `not-found` for what is not the viewer's own
   */
  async describe(viewer: Viewer, id: string, alt: string): Promise<void> {
    await this.own(viewer, id);
    await this.media.describe(id, alt);
  }

  /**
   * Takes one's own file away, also from the posts that show it: what remains there is its description.
   *
   * @throws ProblemError `not-found` for what is not the viewer's own
   */
  async remove(viewer: Viewer, id: string): Promise<void> {
    await this.own(viewer, id);
    await this.db.transaction((tx) => this.media.forget(tx, id));
  }

  private async own(viewer: Viewer, id: string): Promise<void> {
    const accountId = signedIn(viewer);
    const upload = await this.view.byId(id);
    if (upload?.ownerId !== accountId || upload.purpose !== 'post') throw new ProblemError('not-found');
  }
}
