import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { DeliveryService } from './delivery.service.ts';
import { DELIVER } from './outbox.ts';

@Injectable()
export class DeliveryJobs {
  constructor(jobs: Jobs, deliveries: DeliveryService) {
    jobs.define(DELIVER, (payload) => deliveries.deliver((payload as { inbox: string }).inbox));
  }
}
