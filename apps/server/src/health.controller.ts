import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** For load balancers: `live` asks whether the process answers, `ready` whether it can serve pages. */
@Controller('health')
export class HealthController {
  constructor(private readonly db: DataSource) {}

  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  async ready(): Promise<{ status: 'ok' }> {
    await this.db.query('select 1');
    return { status: 'ok' };
  }
}
