import { Injectable } from '@nestjs/common';
import { PostsService, TopicsService } from '@app/forum';
import { ProblemError } from '@app/platform';
import { RemoteActorsService } from '../actors/remote-actors.service.ts';
import type { PostDraft } from '../mapping/post-draft.ts';
import { PostHtml } from './post-html.ts';
import type { PlacedCategory, PlacedPost } from './places.view.ts';

const MAX_ID = 2048;

/**
 * Hands posts of other servers to the forum, which decides by its own policy. A refusal is an answer, in
 * the forum's word for it.
 */
@Injectable()
export class ForumPosts {
  constructor(
    private readonly actors: RemoteActorsService,
    private readonly topics: TopicsService,
    private readonly posts: PostsService,
    private readonly html: PostHtml,
  ) {}

  async openTopic(
    draft: PostDraft,
    { categoryId, isLocal }: PlacedCategory,
  ): Promise<{ postId: string } | string> {
    const { id: postUri, title } = draft;
    if (title === null) return 'a topic without words';
    const authorId = await this.actors.account(draft.author);
    return this.heeded(
      draft,
      this.topics.receive({
        // A topic in a category of ours gets a context of ours.
        uri: isLocal ? null : contextOf(draft),
        categoryId,
        authorId,
        title,
        createdAt: draft.publishedAt ?? new Date(),
        postUri,
        postUrl: pageOf(draft),
        ...(await this.html.of(draft)),
      }),
    );
  }

  async reply(draft: PostDraft, parent: PlacedPost): Promise<{ postId: string; number: number } | string> {
    const authorId = await this.actors.account(draft.author);
    return this.heeded(
      draft,
      this.posts.receive({
        uri: draft.id,
        url: pageOf(draft),
        topicId: parent.topicId,
        replyToPostId: parent.postId,
        authorId,
        createdAt: draft.publishedAt ?? new Date(),
        ...(await this.html.of(draft)),
      }),
    );
  }

  /** @returns whether it says something else than before */
  async edit(draft: PostDraft, updatedAt: Date): Promise<boolean> {
    const done = await this.heeded(
      draft,
      this.posts.receiveEdit({ uri: draft.id, updatedAt, ...(await this.html.of(draft)) }),
    );
    return typeof done !== 'string' && done.changed;
  }

  /** @param moderator the actor who removed it, when that was not its author */
  async remove(uri: string, moderator: string | null): Promise<void> {
    const by = moderator === null ? {} : { byId: await this.actors.account(moderator) };
    await answered(this.posts.receiveDelete({ uri, ...by }));
  }

  /** What was written or changed, with its author's wish whether it may be found. */
  private async heeded<Answer>(draft: PostDraft, asked: Promise<Answer>): Promise<Answer | string> {
    const done = await answered(asked);
    if (typeof done === 'string') return done;
    if (draft.poll) await this.posts.receivePoll(draft.id, draft.poll);
    await this.posts.receiveConsent(draft.id, await this.html.mayBeFound(draft));
    if (draft.quoted !== null) await this.posts.receiveQuote(draft.id);
    return done;
  }

  /** @param deleted who had taken it away */
  async restore(uri: string, deleted: 'author' | 'staff'): Promise<boolean> {
    const done = await answered(this.posts.receiveRestore({ uri, deleted }));
    return typeof done !== 'string' && done.changed;
  }
}

/** The thread's id at its home, where that is one. */
function contextOf({ id, context }: PostDraft): string | null {
  if (context === null || !URL.canParse(context) || Buffer.byteLength(context) > MAX_ID) return null;
  return new URL(context).origin === new URL(id).origin ? context : null;
}

function pageOf({ url }: PostDraft): string | null {
  return url !== null && /^https?:\/\//.test(url) && URL.canParse(url) ? url : null;
}

async function answered<Answer>(asked: Promise<Answer>): Promise<Answer | string> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ProblemError) return error.code;
    throw error;
  }
}
