import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IdPipe } from '@app/platform';
import type { FastifyReply } from 'fastify';
import { type CardImage, CardsView } from './cards.view.ts';

/** The pictures that pages name for programs which show links (https://ogp.me). */
@ApiExcludeController()
@Controller('api/v1/cards')
export class CardsController {
  constructor(private readonly cards: CardsView) {}

  @Get('site.png')
  async site(@Res() reply: FastifyReply, @Headers('if-none-match') known?: string): Promise<void> {
    answer(reply, await this.cards.site(), known);
  }

  @Get('categories/:slug.png')
  async category(
    @Param('slug') slug: string,
    @Res() reply: FastifyReply,
    @Headers('if-none-match') known?: string,
  ): Promise<void> {
    answer(reply, await this.cards.category(slug), known);
  }

  @Get('topics/:id.png')
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
