import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { DeliveryPump } from './delivery-pump.ts';
import { DELIVER } from './outbox.ts';

@Injectable()
export class DeliveryJobs {
  constructor(jobs: Jobs, pump: DeliveryPump) {
    jobs.define(DELIVER, () => Promise.resolve(pump.wake()));
  }
}
