import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Readings } from '@app/platform';
import type { ReadingName } from '@app/contract';

interface Request {
  /** The pattern that answered, never the address: addresses are many, and some are secret. */
  route: string;
  method: string | undefined;
  status: number;
}

/** The metrics of one process in Prometheus' form. Ballots are not in them: when one came is nobody's business. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly gauges = new Map<ReadingName, Gauge>();
  private readonly seconds = new Histogram({
    name: 'folkmoot_request_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** @param ms how long it took */
  observe({ route, method = '', status }: Request, ms: number): void {
    this.seconds.observe({ route, method, status: `${Math.floor(status / 100)}xx` }, ms / 1000);
  }

  /** All metrics now, as text. */
  async text(readings: Readings): Promise<string> {
    for (const { name, value } of await readings.all()) this.gauge(name).set(value);
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  private gauge(name: ReadingName): Gauge {
    const known = this.gauges.get(name);
    if (known) return known;
    const gauge = new Gauge({
      name: `folkmoot_${name}`,
      help: name.replaceAll('_', ' '),
      registers: [this.registry],
    });
    this.gauges.set(name, gauge);
    return gauge;
  }
}
