import { Injectable } from '@nestjs/common';
import { MediaService } from '@app/media';
import { EventLog, OutgoingClient, RemoteFailure } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { type ReadPage, readPage, readPicture } from './read-page.ts';

/** Posts of one link that are told of it at once. */
const MOST_POSTS = 200;

@Injectable()
export class LinkedPagesService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
    private readonly media: MediaService,
    private readonly outgoing: OutgoingClient,
  ) {}

  /**
   * Reads a page and keeps what it says of itself, also that it says nothing.
   *
   * @throws RemoteFailure one that may pass
   */
  async fetch(url: string): Promise<void> {
    const page = await readPage(this.outgoing, url).catch((failure: unknown) => {
      if (failure instanceof RemoteFailure && !failure.mayPass) return null;
      throw failure;
    });
    const imageId = await this.keepPicture(page);
    await this.db.transaction((tx) => this.keep(tx, { url, page, imageId }));
  }

  private async keepPicture(page: ReadPage | null): Promise<string | null> {
    const bytes = page?.image ? await readPicture(this.outgoing, page.image) : null;
    if (!bytes) return null;
    // By a picture's name, so that nothing else is kept.
    const picture = { ownerId: null, purpose: 'preview' as const, name: 'preview.jpg', bytes };
    const kept = await this.media.store(picture).catch(() => null);
    return kept?.id ?? null;
  }

  private async keep(
    tx: EntityManager,
    { url, page, imageId }: { url: string; page: ReadPage | null; imageId: string | null },
  ): Promise<void> {
    const [old] = await tx.query<{ imageId: string | null }[]>(
      `select image_id as "imageId" from link_preview where url = $1 for update`,
      [url],
    );
    await tx.query(
      `update link_preview set title = $2, description = $3, site = $4, image_id = $5, fetched_at = now()
       where url = $1`,
      [url, page?.title ?? null, page?.description ?? '', page?.host ?? '', old ? imageId : null],
    );
    // Nobody links there any more: then nobody needs its picture either.
    if (!old && imageId) await this.media.forget(tx, imageId);
    if (old?.imageId) await this.media.forget(tx, old.imageId);
    const posts = await tx.query<{ postId: string; topicId: string; categoryId: string }[]>(
      `select p.id as "postId", t.id as "topicId", t.category_id as "categoryId"
       from post_link l join post p on p.id = l.post_id join topic t on t.id = p.topic_id
       where l.url = $1 order by p.id desc limit $2`,
      [url, MOST_POSTS],
    );
    for (const post of posts) await this.events.append(tx, { name: 'link.previewed', ...post });
  }

  /** Forgets pages that nobody links to any more, and their pictures. */
  async sweep(): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [gone] = await tx.query<[{ imageId: string | null }[], number]>(
        `delete from link_preview v
         where not exists (select from post_link where url = v.url) returning image_id as "imageId"`,
      );
      for (const { imageId } of gone) if (imageId) await this.media.forget(tx, imageId);
    });
  }
}
