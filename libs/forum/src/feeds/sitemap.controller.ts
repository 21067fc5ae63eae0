import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IdPipe } from '@app/platform';
import { SitemapView } from './sitemap.view.ts';

@ApiExcludeController()
@Controller()
export class SitemapController {
  constructor(private readonly view: SitemapView) {}

  @Get('sitemap.xml')
  @Header('content-type', 'application/xml; charset=utf-8')
  index(): Promise<string> {
    return this.view.index();
  }

  @Get('sitemap-:part.xml')
  @Header('content-type', 'application/xml; charset=utf-8')
  part(@Param('part', IdPipe) part: string): Promise<string> {
    return this.view.part(Math.min(Number(part), 1_000_000));
  }

  @Get('robots.txt')
  @Header('content-type', 'text/plain; charset=utf-8')
  robots(): string {
    return this.view.robots();
  }
}
