import { Injectable } from '@nestjs/common';
import { AccountParts, type ExportFile } from '@app/identity';
import { MediaService, MediaView } from '@app/media';
import type { EntityManager } from 'typeorm';

/** The files that an account brought: into its posts, and its picture. */
@Injectable()
export class FilesPart {
  constructor(
    parts: AccountParts,
    private readonly media: MediaService,
    private readonly view: MediaView,
  ) {
    parts.add(this);
  }

  async collect(accountId: string): Promise<ExportFile[]> {
    const uploads = await this.view.allOf(accountId);
    return uploads.flatMap(({ id, variants: [first] }) =>
      first === undefined
        ? []
        : [
            {
              path: `files/${id}-${first}`,
              content: { open: async () => (await this.view.open(id, first))?.stream ?? null },
            },
          ],
    );
  }

  async forget(tx: EntityManager, accountId: string, withText: boolean): Promise<void> {
    if (withText) await this.media.forgetAllOf(tx, accountId);
    else await this.media.forgetAvatarsOf(tx, accountId, null);
  }
}
