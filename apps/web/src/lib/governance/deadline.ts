/** The server's clock decides; this lets it be the first to know. */
const AFTER_MS = 1_000;
const SOON_MS = 2_000;
/** Timers hold no more than 2³¹ milliseconds; a page that is open for a day asks again anyway. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/**
 * Runs something when a deadline has passed, and again every few seconds until the page knows of it.
 *
 * @param at a time, `soon` for something that is due already, or null for never
 * @returns stops it
 */
export function atDeadline(at: string | null, run: () => unknown): () => void {
  if (at === null) return () => undefined;
  const wait = at === 'soon' ? SOON_MS : Math.max(SOON_MS, Date.parse(at) - Date.now() + AFTER_MS);
  let timer = setTimeout(
    function again() {
      timer = setTimeout(again, SOON_MS);
      run();
    },
    Math.min(wait, LONGEST_MS),
  );
  return () => clearTimeout(timer);
}
