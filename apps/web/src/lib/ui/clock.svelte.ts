import { createSubscriber } from 'svelte/reactivity';

const MINUTE_MS = 60_000;

const eachMinute = createSubscriber((update) => {
  const timer = setInterval(update, MINUTE_MS);
  return () => clearInterval(timer);
});

/** The present, in milliseconds since 1970; what reads it while rendering is rendered anew each minute. */
export function now(): number {
  eachMinute();
  return Date.now();
}
