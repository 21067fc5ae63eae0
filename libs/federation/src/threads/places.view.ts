import { Injectable } from '@nestjs/common';
import { CategoriesView, type PostPlace, PostsView } from '@app/forum';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { FollowedView } from '../follows/followed.view.ts';
import type { PostDraft } from '../mapping/post-draft.ts';

/** A post that is here, by the id that it has on the fediverse. */
export interface PlacedPost {
  postId: string;
  topicId: string;
  categoryId: string;
  number: number;
  author: string;
  group: string;
  groupIsLocal: boolean;
}

/** A category of ours, or one elsewhere that is followed from here. */
export interface PlacedCategory {
  categoryId: string;
  group: string;
  isLocal: boolean;
}

type Addressed = Pick<PostDraft, 'addressed' | 'author'>;

/** Who says that a topic belongs here. */
export interface Vouched {
  /** The Group elsewhere that shows it. */
  announcer: string | null;
  /** Whether a member asked for it. */
  isAsked?: boolean;
}

export interface Voucher extends Vouched {
  /** The stored message of the author that holds the Create. */
  inboxId: string | null;
}

/** Where things stand that other servers name by their ids. */
@Injectable()
export class PlacesView {
  constructor(
    private readonly posts: PostsView,
    private readonly categories: CategoriesView,
    private readonly followed: FollowedView,
    private readonly at: LocalAddresses,
  ) {}

  /** Only what other servers may know of: a reply to anything else has no parent. */
  async post(id: string): Promise<PlacedPost | null> {
    const post = await this.placeOf(id);
    if (!post || post.kind !== 'post' || post.topicKind !== 'discussion') return null;
    const { postId, topicId, number, category } = post;
    if (category.domain === null && !category.federated) return null;
    return {
      postId,
      topicId,
      number,
      categoryId: category.id,
      author: this.at.actorOf(post.author),
      group: category.uri ?? this.at.category(category.uuid),
      groupIsLocal: category.uri === null,
    };
  }

  /**
   * The category that a topic is for (federation.md §2.3.4): one of ours that it addresses, or the one
   * elsewhere that announced it, or its author's own where somebody here follows them. What only claims to be for a category elsewhere waits for its Announce.
   */
  async category(
    { addressed, author }: Addressed,
    { announcer, isAsked = false }: Vouched,
  ): Promise<PlacedCategory | null> {
    for (const id of addressed) {
      const local = this.at.parse(id);
      if (local?.kind !== 'category') continue;
      const category = await this.categories.forFederation({ uuid: local.uuid });
      if (category?.federated) return { categoryId: category.id, group: id, isLocal: true };
    }
    const categoryId = announcer === null ? null : await this.followed.categoryOf(announcer);
    if (announcer !== null && categoryId !== null) return { categoryId, group: announcer, isLocal: false };
    for (const id of isAsked ? addressed : []) {
      const elsewhere = await this.categories.forFederation({ uri: id });
      if (elsewhere) return { categoryId: elsewhere.id, group: id, isLocal: false };
    }
    // What its author tells all who follow them, when somebody here does.
    const own = await this.followed.placeOf(author, isAsked);
    return own === null ? null : { categoryId: own, group: author, isLocal: false };
  }

  isOurs(id: string): boolean {
    return this.at.owns(id);
  }

  /** Whether a category elsewhere keeps somebody out of its threads. */
  keepsOut(group: string, actor: string): Promise<boolean> {
    return this.at.owns(group) ? Promise.resolve(false) : this.followed.keepsOut(group, actor);
  }

  private placeOf(id: string): Promise<PostPlace | null> {
    if (!this.at.owns(id)) return this.posts.placeOf({ uri: id });
    const local = this.at.parse(id);
    return local?.kind === 'post' ? this.posts.placeOf({ uuid: local.uuid }) : Promise.resolve(null);
  }
}
