import type { HealthState, ReadingName } from '@app/contract';

interface Bounds {
  watch: number;
  act: number;
}

/** Where a reading begins to ask for somebody's eye; those that are left out only inform. */
const TOO_MUCH: Partial<Record<ReadingName, Bounds>> = {
  // Jobs are retried for about three days, so a late one is an annoyance long before it is a loss.
  job_lag_seconds: { watch: 60, act: 600 },
  jobs_given_up: { watch: 1, act: 100 },
  live_lag_seconds: { watch: 2, act: 15 },
  // A server that is away for a night is ordinary; deliveries are given up after seven days.
  delivery_lag_seconds: { watch: 6 * 3600, act: 48 * 3600 },
  database_connections_waiting: { watch: 1, act: 20 },
};

const TOO_LITTLE: Partial<Record<ReadingName, Bounds>> = {
  disk_free_ratio: { watch: 0.15, act: 0.05 },
};

/** How urgent a reading is. */
export function stateOf(name: ReadingName, value: number): HealthState {
  const most = TOO_MUCH[name];
  if (most) return graded(value >= most.act, value >= most.watch);
  const least = TOO_LITTLE[name];
  return least ? graded(value <= least.act, value <= least.watch) : 'fine';
}

function graded(act: boolean, watch: boolean): HealthState {
  if (act) return 'act';
  return watch ? 'watch' : 'fine';
}
