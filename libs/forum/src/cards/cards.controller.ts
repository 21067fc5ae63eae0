import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { Answers, IdPipe } from '@app/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type CardImage, CardsView } from './cards.view.ts';

/** The bytes of a PNG picture. */
const Picture = z.string();

/** The pictures that pages name for programs which show links (https://ogp.me). */
@Controller('api/v1/cards')
export class CardsController {
  constructor(private readonly cards: CardsView) {}

  @Get('site.png')
  @Answers(200, Picture)
  async site(@Res() reply: FastifyReply, @Headers('if-none-match') known?: string): Promise<void> {
    answer(reply, await this.cards.site(), known);
  }

  @Get('categories/:slug.png')
  @Answers(200, Picture)
  async category(
    @Param('slug') slug: string,
    @Res() reply: FastifyReply,
    @Headers('if-none-match') known?: string,
  ): Promise<void> {
    answer(reply, await this.cards.category(slug), known);
  }

  @Get('topics/:id.png')
  @Answers(200, Picture)
  async topic(
    @Param('id', IdPipe) id: string,
    @Res() reply: FastifyReply,
    @Headers('if-none-match') known?: string,
  ): Promise<void> {
    answer(reply, await this.cards.topic(id), known);
  }
}

function answer(reply: FastifyReply, { png, version }: CardImage, known: string | undefined): void {
  const tag = `"${version}"`;
  void reply.header('etag', tag).header('cache-control', 'public, max-age=3600');
  if (known === tag) void reply.code(304).send();
  else void reply.header('content-type', 'image/png').send(png);
}
