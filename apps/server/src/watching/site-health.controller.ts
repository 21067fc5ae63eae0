import { Controller, Get } from '@nestjs/common';
import { SiteHealth } from '@app/contract';
import { CurrentViewer, staffOnly, type Viewer } from '@app/identity';
import { Answers, Readings } from '@app/platform';

const STARTED_AT = new Date().toISOString();

/** How the site is doing, for staff. */
@Controller('api/v1/admin/health')
export class SiteHealthController {
  constructor(private readonly readings: Readings) {}

  @Get()
  @Answers(200, SiteHealth)
  async health(@CurrentViewer() viewer: Viewer): Promise<SiteHealth> {
    staffOnly(viewer);
    return { startedAt: STARTED_AT, readings: await this.readings.all() };
  }
}
