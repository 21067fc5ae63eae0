import { Injectable } from '@nestjs/common';
import { PostsService, sanitiseRemote, textOf, TopicsService, TopicsView } from '@app/forum';
import { ProblemError } from '@app/platform';
import { RemoteActorsService } from '../actors/remote-actors.service.ts';
import type { PostDraft } from '../mapping/post-draft.ts';
import type { PlacedCategory, PlacedPost } from './places.view.ts';

/** The plain text that is kept for search and quotes, in characters. */
const LONGEST_TEXT = 32_000;

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
    private readonly known: TopicsView,
  ) {}

  async openTopic(
    draft: PostDraft,
    { categoryId, isLocal }: PlacedCategory,
  ): Promise<{ postId: string } | string> {
    const { id: postUri, title } = draft;
    if (title === null) return 'a topic without words';
    const authorId = await this.actors.account(draft.author);
    return answered(
      this.topics.receive({
        // A topic in a category of ours gets a context of ours.
        uri: isLocal ? null : await this.contextOf(draft),
        categoryId,
        authorId,
        title,
        createdAt: draft.publishedAt ?? new Date(),
        postUri,
        postUrl: pageOf(draft),
        ...textsOf(draft),
      }),
    );
  }

  /** The thread's id at its home, unless a topic here has it already: two posts may claim the same. */
  private async contextOf({ id, context }: PostDraft): Promise<string | null> {
    if (context === null || !URL.canParse(context) || Buffer.byteLength(context) > MAX_ID) return null;
    if (new URL(context).origin !== new URL(id).origin) return null;
    return (await this.known.idByUri(context)) === null ? context : null;
  }

  async reply(draft: PostDraft, parent: PlacedPost): Promise<{ postId: string; number: number } | string> {
    const authorId = await this.actors.account(draft.author);
    return answered(
      this.posts.receive({
        uri: draft.id,
        url: pageOf(draft),
        topicId: parent.topicId,
        replyToPostId: parent.postId,
        authorId,
        createdAt: draft.publishedAt ?? new Date(),
        ...textsOf(draft),
      }),
    );
  }

  /** @returns whether it says something else than before */
  async edit(draft: PostDraft, updatedAt: Date): Promise<boolean> {
    const done = await answered(this.posts.receiveEdit({ uri: draft.id, updatedAt, ...textsOf(draft) }));
    return typeof done !== 'string' && done.changed;
  }

  /** @param moderator the actor who removed it, when that was not its author */
  async remove(uri: string, moderator: string | null): Promise<void> {
    const by = moderator === null ? {} : { byId: await this.actors.account(moderator) };
    await answered(this.posts.receiveDelete({ uri, ...by }));
  }

  /** @param deleted who had taken it away */
  async restore(uri: string, deleted: 'author' | 'staff'): Promise<boolean> {
    const done = await answered(this.posts.receiveRestore({ uri, deleted }));
    return typeof done !== 'string' && done.changed;
  }
}

function textsOf({ html }: PostDraft): { html: string; text: string } {
  const safe = sanitiseRemote(html);
  return { html: safe, text: textOf(safe, LONGEST_TEXT) };
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
