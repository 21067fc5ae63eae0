import { z } from 'zod';

/** What can be watched on a running site, in the order of the page; also the names of its metrics, after `folkmoot_`. */
export const ReadingName = z.enum([
  'job_lag_seconds',
  'jobs_waiting',
  'jobs_given_up',
  'live_lag_seconds',
  'live_sockets',
  'deliveries_waiting',
  'delivery_lag_seconds',
  'hosts_in_trouble',
  'page_cache_hit_ratio',
  'database_connections_waiting',
  'slow_queries',
  'resident_megabytes',
  'disk_free_ratio',
]);
export type ReadingName = z.infer<typeof ReadingName>;

/** How urgent it is that somebody looks. */
export const HealthState = z.enum(['fine', 'watch', 'act']);
export type HealthState = z.infer<typeof HealthState>;

export const Reading = z.object({ name: ReadingName, value: z.number(), state: HealthState });
export type Reading = z.infer<typeof Reading>;

/** How the site is doing, as one of its web processes sees it. */
export const SiteHealth = z.object({ startedAt: z.string(), readings: z.array(Reading) });
export type SiteHealth = z.infer<typeof SiteHealth>;
