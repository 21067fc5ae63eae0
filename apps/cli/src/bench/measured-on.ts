import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { TALLY_VERSION } from '@app/tally';

/** The machine and the versions that figures belong to, and how busy the machine was. */
export function measuredOn(): string {
  const model = cpus()[0]?.model.trim() || 'unknown processor';
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  const load = (loadavg()[0] ?? 0).toFixed(1);
  return `${availableParallelism()} cores (${model}), ${memory} GiB, ${process.platform}, Node ${process.version}, tally ${TALLY_VERSION}, load ${load} at the start`;
}
