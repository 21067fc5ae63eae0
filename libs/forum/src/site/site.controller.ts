import { Controller, Get } from '@nestjs/common';
import { Site } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { SiteView } from './site.view.ts';

@Controller('api/v1/site')
export class SiteController {
  constructor(private readonly view: SiteView) {}

  @Get()
  @Answers(200, Site)
  site(@CurrentViewer() viewer: Viewer): Promise<Site> {
    return this.view.site(viewer);
  }
}
