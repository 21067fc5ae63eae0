import { Injectable } from '@nestjs/common';
import { PostsService } from '@app/forum';
import type { EntityManager } from 'typeorm';
import { ElectionClock } from '../elections/election-clock.ts';
import type { TreeHead } from './tree-head.entity.ts';

/** Says each head of a log in the election's topic, where everybody can keep it. */
@Injectable()
export class HeadPosts {
  constructor(
    private readonly posts: PostsService,
    private readonly clock: ElectionClock,
  ) {}

  async tell(tx: EntityManager, head: TreeHead): Promise<void> {
    const [{ authorId }] = await tx.query<[{ authorId: string }]>(
      `select author_id as "authorId" from topic where id = $1`,
      [head.electionId],
    );
    const at = await this.clock.now(tx);
    await this.posts.writeSystem(tx, head.electionId, { authorId, raw: headPost(head), at });
  }
}

function headPost({ batch, size, root, signature }: TreeHead): string {
  return (
    `**Batch ${batch}:** ${size} sealed ballots are in the log.\n\n` +
    `Root: \`${root.toString('hex')}\`\n\nSignature: \`${signature.toString('base64')}\``
  );
}
