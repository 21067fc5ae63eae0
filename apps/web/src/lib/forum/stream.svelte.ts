import type { CurrentAccount, LiveEvent, Poll, Post, PostForViewer, TopicWindow } from '@app/contract';
import { upsertPost } from '#lib/live/upsert-post.ts';

const STEP = 20;
/** More posts than this are not kept in the page; the far end goes. */
const MOST = 120;

/** The part of a topic that is on the page: it grows both ways while reading, and follows the live room. */
export class TopicStream {
  topic: TopicWindow['topic'];
  posts: PostForViewer[];
  hasBefore: boolean;
  hasAfter: boolean;
  lastNumber: number;
  loading = $state(false);
  /** What happened while a window was on its way, which may not have it yet. */
  private meanwhile: Post[] = [];
  /** The last attempt to load more did not work; the page offers to try again. */
  failed = $state(false);

  constructor(
    window: TopicWindow,
    private readonly viewer: CurrentAccount | null,
  ) {
    this.topic = $state.raw(window.topic);
    this.posts = $state.raw(window.posts);
    this.hasBefore = $state(window.hasBefore);
    this.hasAfter = $state(window.hasAfter);
    this.lastNumber = $state(window.topic.lastNumber);
  }

  async loadBefore(): Promise<void> {
    const first = this.posts[0]?.number;
    if (first === undefined || !this.hasBefore) return;
    const window = await this.load(`before=${first}`);
    if (!window) return;
    const posts = [...window.posts, ...this.posts];
    this.hasBefore = window.hasBefore;
    if (posts.length > MOST) this.hasAfter = true;
    this.posts = posts.slice(0, MOST);
    this.showMeanwhile();
  }

  async loadAfter(): Promise<void> {
    const last = this.posts.at(-1)?.number;
    if (last === undefined || !this.hasAfter) return;
    const window = await this.load(`after=${last}`);
    if (!window) return;
    const posts = [...this.posts, ...window.posts];
    this.hasAfter = window.hasAfter;
    if (posts.length > MOST) this.hasBefore = true;
    this.posts = posts.slice(-MOST);
    this.showMeanwhile();
  }

  /** Takes what happened in the topic's room; posts beyond the end of this window are only counted. */
  take(event: LiveEvent): void {
    switch (event.type) {
      case 'post.created':
      case 'post.edited':
      case 'post.deleted':
      case 'post.restored':
        this.show(event.data);
        break;
      case 'post.reactions':
        this.change(event.data.postId, { reactions: event.data.counts });
        break;
      case 'post.previews':
        this.change(event.data.postId, { previews: event.data.previews });
        break;
      case 'topic.updated': {
        const { title, slug, state } = event.data;
        const mayReply = state === 'open' && this.topic.may.reply;
        this.topic = { ...this.topic, title, slug, state, may: { ...this.topic.may, reply: mayReply } };
        break;
      }
      case 'posts.moved':
        this.letGo(event.data.numbers);
        break;
      default:
      // Lists and elections have rooms of their own.
    }
  }

  private letGo(numbers: readonly number[]): void {
    const gone = new Set(numbers);
    this.posts = this.posts.filter(({ number }) => !gone.has(number));
  }

  /** Shows a post that was just written, should the room not have told of it yet. */
  async bring(number: number): Promise<void> {
    const answer = await fetch(`/api/v1/topics/${this.topic.id}?near=${number}&limit=1`).catch(() => null);
    if (!answer?.ok) return;
    const window = (await answer.json()) as TopicWindow;
    const post = window.posts.find((one) => one.number === number);
    if (post) this.show(post);
  }

  /** Changes what a post on the page shows of its readers: what the viewer marked, or the room said. */
  change(
    postId: string,
    marks: Partial<Pick<PostForViewer, 'reactions' | 'mine' | 'poll' | 'previews'>>,
  ): void {
    this.posts = this.posts.map((post) => (post.id === postId ? { ...post, ...marks } : post));
  }

  /** Takes what was read in another tab. */
  markRead(ranges: readonly [number, number][]): void {
    const isRead = (number: number) => ranges.some(([first, last]) => first <= number && number <= last);
    if (!this.posts.some(({ read, number }) => !read && isRead(number))) return;
    this.posts = this.posts.map((post) => (isRead(post.number) ? { ...post, read: true } : post));
  }

  private showMeanwhile(): void {
    for (const post of this.meanwhile.splice(0)) this.show(post);
  }

  private show(post: Post): void {
    if (this.loading) this.meanwhile.push(post);
    const last = this.posts.at(-1)?.number ?? 0;
    const first = this.posts[0]?.number ?? 1;
    this.lastNumber = Math.max(this.lastNumber, post.number);
    if (post.number < first || (post.number > last && this.hasAfter)) return;
    this.posts = upsertPost(this.posts, post, (next, known) => this.adopt(next, known));
    if (post.hasPoll) void this.askPoll(post.id);
  }

  /** How a poll stands depends on the viewer, so the room only says that there is one. */
  private async askPoll(postId: string): Promise<void> {
    const answer = await fetch(`/api/v1/posts/${postId}/poll`).catch(() => undefined);
    if (answer?.ok) this.change(postId, { poll: (await answer.json()) as Poll });
  }

  /** What the viewer may do is guessed until the next page comes; the server decides in any case. */
  private adopt(post: Post, known: PostForViewer | undefined): PostForViewer {
    const own = post.author.id === this.viewer?.id;
    const mine = (own || this.viewer?.role === 'staff') && post.kind === 'post';
    const gone = post.deleted !== null;
    return {
      ...post,
      read: known?.read ?? own,
      mine: known?.mine ?? { reactions: [], bookmarked: false },
      poll: post.hasPoll ? (known?.poll ?? null) : null,
      may: {
        edit: post.wiki ? this.topic.may.reply && !gone : (known?.may.edit ?? (mine && !gone)),
        makeWiki: known?.may.makeWiki ?? (mine && !gone),
        delete: mine && !gone,
        restore:
          gone && (known?.may.restore || this.viewer?.role === 'staff' || (own && post.deleted === 'author')),
        reply: this.topic.may.reply && post.kind === 'post' && !gone,
        react: this.viewer !== null && !own && post.kind === 'post' && !gone,
        bookmark: this.viewer !== null && !gone,
        flag: this.viewer !== null && !own && post.kind === 'post' && !gone,
      },
    };
  }

  private async load(query: string): Promise<TopicWindow | undefined> {
    if (this.loading) return undefined;
    this.loading = true;
    this.failed = false;
    try {
      const response = await fetch(`/api/v1/topics/${this.topic.id}?${query}&limit=${STEP}`);
      if (!response.ok) throw new Error(response.statusText);
      return (await response.json()) as TopicWindow;
    } catch {
      this.failed = true;
      return undefined;
    } finally {
      this.loading = false;
    }
  }
}
