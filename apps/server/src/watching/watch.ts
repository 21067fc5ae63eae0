import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Config, inRequestSpan, type Readings, startTracing } from '@app/platform';
import type { Door } from '../door.ts';
import { metricsDoor } from './metrics.door.ts';
import { Metrics } from './metrics.ts';

interface Passage {
  /** The door that was taken; undefined: Nest. */
  door: string | undefined;
  enter: () => void;
}

/** Measures requests and follows them through the program, as far as the operator has asked for it. */
export class Watch {
  constructor(
    private readonly token: string | undefined,
    private readonly metrics: Metrics | null,
    private readonly stopTracing: (() => Promise<void>) | null,
  ) {}

  /** Lets a request in and notes what became of it. */
  follow(request: IncomingMessage, response: ServerResponse, { door = 'api', enter }: Passage): void {
    const routeOf = () => request.route ?? door;
    if (this.metrics) {
      const began = performance.now();
      response.once('close', () => {
        const { method } = request;
        this.metrics?.observe(
          { route: routeOf(), method, status: response.statusCode },
          performance.now() - began,
        );
      });
    }
    if (!this.stopTracing) return enter();
    inRequestSpan(`${request.method} ${door}`, (span) => {
      response.once('close', () => {
        span.updateName(`${request.method} ${routeOf()}`);
        span.setAttributes({ 'http.route': routeOf(), 'http.response.status_code': response.statusCode });
        span.end();
      });
      enter();
    });
  }

  doors(readings: Readings): Door[] {
    return this.metrics && this.token ? [metricsDoor(this.token, this.metrics, readings)] : [];
  }

  async stop(): Promise<void> {
    await this.stopTracing?.();
  }
}

/** Begins to watch what the settings ask for; what they do not ask for costs nothing. */
export async function openWatch({ metricsToken, traceEndpoint }: Config): Promise<Watch> {
  return new Watch(
    metricsToken,
    metricsToken ? new Metrics() : null,
    traceEndpoint ? await startTracing(traceEndpoint) : null,
  );
}
