import { Injectable } from '@nestjs/common';
import type { OverviewVersion } from '@app/contract';
import { accountRefSql, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';

/** More versions than this are not shown. */
const VERSIONS = 100;

@Injectable()
export class OverviewView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /**
   * The versions of the state of a discussion, the newest first.
   *
   * @throws ProblemError a refusal of the policy
   */
  async versions(viewer: Viewer, topicId: string): Promise<OverviewVersion[]> {
    const refusal = await this.access.whyNotSeeTopic(viewer, topicId);
    if (refusal) throw new ProblemError(refusal);
    const rows = await this.db.query<(Omit<OverviewVersion, 'createdAt'> & { createdAt: Date })[]>(
      `select o.version, o.raw, o.html, o.created_at as "createdAt", ${accountRefSql('editor')} as editor
       from topic_overview o join account editor on editor.id = o.editor_id
       where o.topic_id = $1 order by o.version desc limit $2`,
      [topicId, VERSIONS],
    );
    return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  }
}
