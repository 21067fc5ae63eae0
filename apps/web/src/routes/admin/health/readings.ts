import type { HealthState, ReadingName } from '@app/contract';
import { m } from '#lib/paraglide/messages.js';
import { numberFormat } from '#lib/ui/formats.ts';

/** What a reading is called, and what whoever is worried about it can do. */
export const READINGS: Record<ReadingName, { name: () => string; text: () => string }> = {
  job_lag_seconds: { name: m.health_job_lag_seconds, text: m.health_job_lag_seconds_text },
  jobs_waiting: { name: m.health_jobs_waiting, text: m.health_jobs_waiting_text },
  jobs_given_up: { name: m.health_jobs_given_up, text: m.health_jobs_given_up_text },
  live_lag_seconds: { name: m.health_live_lag_seconds, text: m.health_live_lag_seconds_text },
  live_sockets: { name: m.health_live_sockets, text: m.health_live_sockets_text },
  deliveries_waiting: { name: m.health_deliveries_waiting, text: m.health_deliveries_waiting_text },
  delivery_lag_seconds: { name: m.health_delivery_lag_seconds, text: m.health_delivery_lag_seconds_text },
  hosts_in_trouble: { name: m.health_hosts_in_trouble, text: m.health_hosts_in_trouble_text },
  page_cache_hit_ratio: { name: m.health_page_cache_hit_ratio, text: m.health_page_cache_hit_ratio_text },
  database_connections_waiting: {
    name: m.health_database_connections_waiting,
    text: m.health_database_connections_waiting_text,
  },
  slow_queries: { name: m.health_slow_queries, text: m.health_slow_queries_text },
  resident_megabytes: { name: m.health_resident_megabytes, text: m.health_resident_megabytes_text },
  disk_free_ratio: { name: m.health_disk_free_ratio, text: m.health_disk_free_ratio_text },
};

export const STATES: Record<Exclude<HealthState, 'fine'>, { name: () => string; look: string }> = {
  watch: { name: m.health_state_watch, look: 'notice-warn' },
  act: { name: m.health_state_act, look: 'notice-bad' },
};

/** A reading's value with its unit, which the end of its name says. */
export function shown(name: ReadingName, value: number, locale: string): string {
  const number = (options: Intl.NumberFormatOptions) => numberFormat(locale, options);
  if (name.endsWith('_ratio')) return number({ style: 'percent' }).format(value);
  if (name.endsWith('_megabytes')) return number({ style: 'unit', unit: 'megabyte' }).format(value);
  if (!name.endsWith('_seconds')) return number({}).format(value);
  const [unit, per] = value >= 7200 ? ['hour', 3600] : value >= 120 ? ['minute', 60] : ['second', 1];
  return number({
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: per === 1 ? 1 : 0,
  }).format(value / per);
}
