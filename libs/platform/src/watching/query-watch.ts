import type { Logger } from 'pino';
import type { DataSource, EntitySubscriberInterface } from 'typeorm';
import type { AfterQueryEvent } from 'typeorm/subscriber/event/QueryEvent.js';
import type { Readings } from './readings.ts';
import { traceQuery } from './tracing.ts';

/** Statements hold no values, these are bound apart; a list of bound places says nothing more. */
const LONGEST_LOGGED = 2000;

/** When a ballot or the right to cast one was touched is told nowhere (governance.md §4.4); such statements are only counted. */
const SECRET = /\bballot|credential/i;

/** Whoever waits for their turn is not slow. */
const WAITS_IN_TURN = /^\s*select pg_advisory/;

class QueryWatch implements EntitySubscriberInterface {
  slow = 0;

  constructor(
    private readonly log: Pick<Logger, 'warn'>,
    private readonly slowMs: number,
  ) {}

  afterQuery({ query, executionTime, success }: AfterQueryEvent): void {
    const ms = executionTime ?? 0;
    const isSecret = SECRET.test(query);
    if (!isSecret) traceQuery(query, ms, success);
    if (ms < this.slowMs || WAITS_IN_TURN.test(query)) return;
    this.slow += 1;
    if (isSecret) return;
    this.log.warn({ ms, statement: query.replace(/\s+/g, ' ').slice(0, LONGEST_LOGGED) }, 'slow query');
  }
}

/**
 * Logs every statement that takes `slowMs` or longer, without the values that it was given, and counts it.
 *
 * @param db an initialised pool; statements that do not go through it are not watched
 */
export function watchQueries(
  db: DataSource,
  log: Pick<Logger, 'warn'>,
  slowMs: number,
  readings: Readings,
): void {
  const watch = new QueryWatch(log, slowMs);
  db.subscribers.push(watch);
  readings.define('slow_queries', () => watch.slow);
}
