import { Injectable } from '@nestjs/common';
import type { OwnUpload, OwnUploads, PageQuery } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { cutPage, readCursor } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';

const Keys = z.tuple([z.uuid()]);

type Row = Omit<OwnUpload, 'createdAt' | 'url'> & { createdAt: Date };

@Injectable()
export class UploadsView {
  constructor(private readonly db: DataSource) {}

  /** The viewer's own files, the newest first, with the posts that show them. */
  async own(viewer: Viewer, { cursor, limit }: PageQuery): Promise<OwnUploads> {
    const accountId = signedIn(viewer);
    const list = `uploads:${accountId}`;
    const position = readCursor(list, cursor, Keys);
    const backwards = position?.direction === 'prev';
    const rows = await this.db.query<Row[]>(
      `select u.id, u.name, u.media_type as "mediaType", u.bytes, u.width, u.height, u.alt,
         u.created_at as "createdAt",
         (select coalesce(jsonb_agg(jsonb_build_object('topicId', t.id::text, 'slug', t.slug, 'number', p.number,
            'title', t.title) order by p.id), '[]')
          from post_upload shown join post p on p.id = shown.post_id join topic t on t.id = p.topic_id
          where shown.upload_id = u.id and p.deleted_at is null) as "usedIn"
       from upload u
       where u.owner_id = $1 and u.purpose = 'post' and u.stored_at is not null
         and ($2::uuid is null or u.id ${backwards ? '>' : '<'} $2)
       order by u.id ${backwards ? '' : 'desc'} limit $3`,
      [accountId, position?.keys[0] ?? null, limit + 1],
    );
    const items = rows.map((row) => ({
      ...row,
      url: `/media/${row.id}`,
      createdAt: row.createdAt.toISOString(),
    }));
    const [{ total }] = await this.db.query<[{ total: number }]>(
      `select coalesce(sum(bytes), 0)::float8 as total from upload where owner_id = $1 and purpose = 'post'`,
      [accountId],
    );
    return {
      ...cutPage({ list, rows: items, limit, position, keysOf: ({ id }) => [id] }),
      totalBytes: total,
    };
  }
}
