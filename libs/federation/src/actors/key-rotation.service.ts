import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { DataSource } from 'typeorm';
import { ActorNews } from './actor-news.service.ts';

const ROTATE = 'federation:rotate-keys';

/** New keys for all our actors, each under a new id: other servers keep keys by their ids for hours. */
@Injectable()
export class KeyRotation {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    private readonly news: ActorNews,
  ) {
    jobs.define(ROTATE, () => this.rotateAll());
  }

  async order(): Promise<void> {
    await this.jobs.add(this.db.manager, ROTATE, {}, { jobKey: ROTATE });
  }

  private async rotateAll(): Promise<void> {
    const began = new Date();
    const rows = await this.db.query<{ actor: string }[]>(
      `select actor from ap_key where created_at < $1 order by actor`,
      [began],
    );
    for (const { actor } of rows) await this.news.rotate(actor);
  }
}
