import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { NewOidcProvider, OidcProvider } from '@app/contract';
import { Answers } from '@app/platform';
import { z } from 'zod';
import { CurrentViewer, staffOnly, type Viewer } from '../viewer/viewer.ts';
import { OidcProvidersService } from './oidc-providers.service.ts';
import { OidcProvidersView } from './oidc-providers.view.ts';

@Controller('api/v1/admin/oidc-providers')
export class OidcProvidersController {
  constructor(
    private readonly providers: OidcProvidersService,
    private readonly view: OidcProvidersView,
  ) {}

  @Get()
  @Answers(200, z.array(OidcProvider))
  all(@CurrentViewer() viewer: Viewer): Promise<OidcProvider[]> {
    staffOnly(viewer);
    return this.view.all();
  }

  @Post()
  @Answers(204)
  add(
    @Body({ schema: NewOidcProvider }) body: NewOidcProvider,
    @CurrentViewer() viewer: Viewer,
  ): Promise<void> {
    staffOnly(viewer);
    return this.providers.add(body);
  }

  @Delete(':slug')
  @Answers(204)
  remove(@Param('slug') slug: string, @CurrentViewer() viewer: Viewer): Promise<void> {
    staffOnly(viewer);
    return this.providers.remove(slug);
  }
}
