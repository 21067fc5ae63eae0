/** Small votes are one batch, at the close: a smaller one would tell too much about who is in it. */
const SMALL_ROLL = 100;
const FEWEST = 20;
const SHARE = 0.05;

/** Whether so many ballots that wait may go into the log before the close. */
export function isBatch(waiting: number, rollSize: number): boolean {
  return rollSize >= SMALL_ROLL && waiting >= Math.max(FEWEST, Math.ceil(rollSize * SHARE));
}
