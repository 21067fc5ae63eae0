import { LIVE_NAMESPACE, type LiveEvent, type Post } from '@app/contract';
import { io } from 'socket.io-client';
import { LIVE_SOCKET, LiveConnection } from '../../../../apps/web/src/lib/live/live-connection.ts';
import { upsertPost } from '../../../../apps/web/src/lib/live/upsert-post.ts';

export interface TopicPage {
  topicId: string;
  head: number;
  posts: Post[];
}

interface Ways {
  /** Where the socket goes. */
  socketUrl: string;
  /** Where missed events are asked for while there is no socket; absent: nowhere, in time. */
  pollUrl?: string;
}

/** Somebody with a topic open: the code that a browser runs, without the browser. */
export class Reader {
  readonly connection: LiveConnection;
  posts: Post[] = [];
  /** The numbers of all events that were passed to the page, in that order, since it was read. */
  seen: number[] = [];
  /** The room's number when the page was last read. */
  openedAt = 0;
  resyncs = 0;
  private stop: () => void = () => undefined;

  constructor({ socketUrl, pollUrl }: Ways) {
    this.connection = new LiveConnection({
      open: () =>
        io(socketUrl + LIVE_NAMESPACE, {
          ...LIVE_SOCKET,
          reconnectionDelay: 5,
          reconnectionDelayMax: 40,
          forceNew: true,
        }),
      fetch: (path) => fetch(`${pollUrl}${path}`),
      pollMs: pollUrl ? 50 : 600_000,
      retryMs: 20,
    });
  }

  /** Opens a topic as a page does: reads it, then follows it from where it was read. */
  async open(read: () => Promise<TopicPage>): Promise<void> {
    this.stop();
    const { topicId, head, posts } = await read();
    this.posts = posts;
    this.seen = [];
    this.openedAt = head;
    this.stop = this.connection.watch(
      `t:${topicId}`,
      head,
      (event) => this.apply(event),
      () => {
        this.resyncs += 1;
        void this.open(read);
      },
    );
  }

  close(): void {
    this.stop();
    this.connection.close();
  }

  private apply(event: LiveEvent): void {
    this.seen.push(event.seq);
    if (event.type.startsWith('post.')) {
      this.posts = upsertPost(this.posts, event.data as Post, (post) => post);
    }
  }
}
