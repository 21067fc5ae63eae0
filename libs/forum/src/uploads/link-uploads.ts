import type { EntityManager } from 'typeorm';
import { uploadsIn } from '../text/upload-links.rules.ts';

/** Remembers which files a post shows now. A post of another server shows none of ours. */
export async function linkUploads(tx: EntityManager, postId: string, raw: string): Promise<void> {
  await tx.query(
    `with gone as (delete from post_upload where post_id = $1 and upload_id <> all($2::uuid[]))
     insert into post_upload (post_id, upload_id)
     select $1, id from upload where id = any($2::uuid[]) and purpose = 'post'
     on conflict do nothing`,
    [postId, uploadsIn(raw)],
  );
}
