import type { PastPost } from '@app/forum';
import type { Viewer } from '@app/identity';
import type { DemoClock } from './demo-clock.ts';
import type { DemoMember } from './association.ts';
import type { DemoPost } from './demo.ts';

/** Who is who, and when it is, while the story is told. */
export class Telling {
  constructor(
    readonly clock: DemoClock,
    private readonly accounts: ReadonlyMap<string, { accountId: string; role: DemoMember['role'] }>,
  ) {}

  /** @throws Error for a handle that no member has */
  viewer(handle: string): Viewer & { accountId: string } {
    const account = this.accounts.get(handle);
    if (!account) throw new Error(`nobody in the demo is called ${handle}`);
    return { ...account, groupIds: [] };
  }

  get members(): string[] {
    return [...this.accounts.keys()];
  }
}

/** A post of the demo as the forum takes in posts of the past. */
export function pastPost(post: DemoPost, telling: Telling): PastPost {
  const { clock } = telling;
  const idOf = (handle: string) => telling.viewer(handle).accountId;
  return {
    authorId: idOf(post.author),
    raw: post.body,
    createdAt: clock.minutesAgo(post.minutesAgo),
    replyTo: post.replyTo ?? undefined,
    edits: post.edits.map(({ editor, minutesAgo, body }) => ({
      editorId: idOf(editor),
      raw: body,
      at: clock.minutesAgo(minutesAgo),
    })),
    deletion: post.deletion && {
      byId: idOf(post.deletion.by),
      at: clock.minutesAgo(post.deletion.minutesAgo),
    },
  };
}
