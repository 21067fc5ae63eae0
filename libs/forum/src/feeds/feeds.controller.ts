import { createHash } from 'node:crypto';
import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { TopicListName } from '@app/contract';
import { IdPipe } from '@app/platform';
import type { FastifyReply } from 'fastify';
import type { Feed } from 'feed';
import { z } from 'zod';
import { FeedKeysService } from './feed-keys.service.ts';
import { FeedsView } from './feeds.view.ts';
import { TopicTextView } from './topic-text.view.ts';

const FeedQuery = z.object({
  token: z.string().max(100).optional(),
  after: z.coerce.number().int().min(0).max(2_000_000_000).default(0),
});
type FeedQuery = z.infer<typeof FeedQuery>;

const TYPES = {
  rss: 'application/rss+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
};

interface Asked {
  query: FeedQuery;
  /** What the reader has already. */
  known: string | undefined;
  reply: FastifyReply;
}

/**
 * Feeds, at the addresses of the pages they belong to. Who reads is told by the key in the address alone,
 * so that one address shows the same to every program that asks.
 */
@ApiExcludeController()
@Controller()
export class FeedsController {
  constructor(
    private readonly keys: FeedKeysService,
    private readonly feeds: FeedsView,
    private readonly texts: TopicTextView,
  ) {}

  @Get([
    'latest.:format(rss|json)',
    'new.:format(rss|json)',
    'top.:format(rss|json)',
    'unread.:format(rss|json)',
    'following.:format(rss|json)',
  ])
  async list(
    @Param('format') format: 'rss' | 'json',
    @Query({ schema: FeedQuery }) query: FeedQuery,
    @Res() reply: FastifyReply,
    @Headers('if-none-match') known?: string,
  ): Promise<void> {
    const [, name] = /^\/(\w+)\./.exec(reply.request.url) ?? [];
    const viewer = await this.keys.viewerOf(query.token);
    const feed = await this.feeds.list(viewer, TopicListName.parse(name));
    answer({ query, known, reply }, format, written(feed, format));
  }

  @Get('c/:slug/feed.:format(rss|json)')
  async category(
    @Param() { slug, format }: { slug: string; format: 'rss' | 'json' },
    @Query({ schema: FeedQuery }) query: FeedQuery,
    @Res() reply: FastifyReply,
    @Headers('if-none-match') known?: string,
  ): Promise<void> {
    const feed = await this.feeds.list(await this.keys.viewerOf(query.token), 'latest', {
      category: slug,
    });
    answer({ query, known, reply }, format, written(feed, format));
  }

  @Get('tag/:tag/feed.:format(rss|json)')
  async tag(
    @Param() { tag, format }: { tag: string; format: 'rss' | 'json' },
    @Query({ schema: FeedQuery }) query: FeedQuery,
    @Res() reply: FastifyReply,
    @Headers('if-none-match') known?: string,
  ): Promise<void> {
    const feed = await this.feeds.list(await this.keys.viewerOf(query.token), 'latest', { tag });
    answer({ query, known, reply }, format, written(feed, format));
  }

  @Get('t/:id.:format(rss|json|md)')
  async topic(
    @Param('id', IdPipe) id: string,
    @Query({ schema: FeedQuery }) query: FeedQuery,
    @Res() reply: FastifyReply,
    @Headers('if-none-match') known?: string,
  ): Promise<void> {
    const [, format] = /\.(\w+)(?:\?|$)/.exec(reply.request.url) ?? [];
    const viewer = await this.keys.viewerOf(query.token);
    const asked = { query, known, reply };
    if (format === 'md') answer(asked, 'md', await this.texts.markdown(viewer, id, query.after));
    else {
      const way = format === 'rss' ? 'rss' : 'json';
      answer(asked, way, written(await this.feeds.topic(viewer, id), way));
    }
  }
}

function written(feed: Feed, format: 'rss' | 'json'): string {
  return format === 'rss' ? feed.rss2() : feed.json1();
}

/** Sends a feed, or nothing to a reader that has this very one already. */
function answer({ query, known, reply }: Asked, format: keyof typeof TYPES, body: string): void {
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 24)}"`;
  void reply
    .header('etag', tag)
    .header('cache-control', query.token === undefined ? 'public, max-age=300' : 'private, max-age=300')
    .header('x-robots-tag', 'noindex');
  if (known === tag) void reply.code(304).send();
  else void reply.header('content-type', TYPES[format]).send(body);
}
