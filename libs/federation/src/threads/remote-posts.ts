import { Injectable } from '@nestjs/common';
import { RemoteFailure } from '@app/platform';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { isTombstone, type PostDraft, postDraft } from '../mapping/post-draft.ts';
import { readJson } from '../mapping/wire.ts';
import { RemoteDocuments } from '../net/remote-documents.ts';

/** A post of another server that may stand here as far as its own words go. */
export interface RemotePost {
  draft: PostDraft;
  /** The JSON that it was read from. */
  document: string;
}

const MAX_ID = 2048;

/** Reads posts where they live, and refuses those that nobody could have vouched for. */
@Injectable()
export class RemotePosts {
  constructor(
    private readonly documents: RemoteDocuments,
    private readonly at: LocalAddresses,
  ) {}

  /**
   * Fetches a post from its own server: what others say about it is only a hint (FEP-fe34).
   *
   * @returns a reason when it is no post for us
   * @throws RemoteFailure
   */
  async fetch(id: string): Promise<RemotePost | string> {
    if (this.isOurs(id)) return 'an id of our own';
    const { text, json } = await this.documents.activityStreams(id);
    if (isTombstone(json)) throw new RemoteFailure('gone', `${id} was deleted`);
    return this.read(id, text);
  }

  isOurs(id: string): boolean {
    return this.at.owns(id);
  }

  /**
   * Whether a post's own server says that it is no more.
   *
   * @throws RemoteFailure when that server cannot be asked now
   */
  async isGone(id: string): Promise<boolean> {
    try {
      const { json } = await this.documents.activityStreams(id);
      return isTombstone(json);
    } catch (error) {
      if (error instanceof RemoteFailure && !error.mayPass) return error.kind === 'gone';
      throw error;
    }
  }

  /** @param document JSON that comes from the post's own server */
  read(id: string, document: string): RemotePost | string {
    const draft = postDraft(readJson(document));
    if (typeof draft === 'string') return draft;
    if (draft.id !== id) return `not the object ${id}`;
    return whyNotKeep(draft) ?? { draft, document };
  }
}

function whyNotKeep({ id, author, inReplyTo, visibility }: PostDraft): string | null {
  if (!URL.canParse(id) || id.includes('#')) return 'an id that cannot be kept';
  if ([id, author, inReplyTo ?? ''].some((one) => Buffer.byteLength(one) > MAX_ID)) return 'an endless id';
  if (!URL.canParse(author) || new URL(author).origin !== new URL(id).origin)
    return 'an author of another server';
  return visibility === 'closed' ? 'not public' : null;
}
