import type { Standing } from './count-rows.ts';

/** Bars by standing; a word or a sign beside them always says the same. */
export const BAR_COLOURS: Record<Standing, string> = {
  continuing: 'var(--chart-1)',
  elected: 'var(--chart-3)',
  out: 'var(--muted)',
};
