import { Injectable } from '@nestjs/common';
import { GUEST, type Viewer } from '@app/identity';
import { type Audience, MediaGates } from '@app/media';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';

/** Who may see a file of posts: who brought it, and whoever may read one of the posts that show it. */
@Injectable()
export class UploadGate {
  constructor(
    gates: MediaGates,
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {
    gates.guard('post', (id, { viewer }) => this.audience(id, viewer ?? GUEST));
  }

  private async audience(uploadId: string, viewer: Viewer): Promise<Audience> {
    const rows = await this.db.query<{ ownerId: string | null; topicId: string | null }[]>(
      `select distinct u.owner_id as "ownerId", p.topic_id as "topicId"
       from upload u
         left join post_upload shown on shown.upload_id = u.id
         left join post p on p.id = shown.post_id and p.deleted_at is null
       where u.id = $1 limit 50`,
      [uploadId],
    );
    const topics = rows.flatMap(({ topicId }) => (topicId === null ? [] : [topicId]));
    for (const topicId of topics)
      if ((await this.access.whyNotSeeTopic(GUEST, topicId)) === null) return 'everyone';
    if (viewer.accountId !== null && rows[0]?.ownerId === viewer.accountId) return 'viewer';
    for (const topicId of topics)
      if ((await this.access.whyNotSeeTopic(viewer, topicId)) === null) return 'viewer';
    return 'nobody';
  }
}
