import { Injectable } from '@nestjs/common';
import type { SenseCheckUpdate } from '@app/contract';
import { DataSource } from 'typeorm';

/** What live pages are told about questions: where they stand, never how anybody answered. */
@Injectable()
export class LiveSenseView {
  constructor(private readonly db: DataSource) {}

  async byIds(senseCheckIds: readonly string[]): Promise<(SenseCheckUpdate & { revision: number })[]> {
    if (senseCheckIds.length === 0) return [];
    return this.db.query(
      `select id as "senseCheckId", topic_id as "topicId", revision from sense_check where id = any($1::bigint[]) order by id`,
      [senseCheckIds],
    );
  }
}
