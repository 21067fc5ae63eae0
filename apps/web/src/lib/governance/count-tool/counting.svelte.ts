import type { Counted, Job, News, Refusal } from './counting-job.ts';

type State =
  | { step: 'waiting' }
  | { step: 'reading' }
  | { step: 'counting'; ballots: number }
  | { step: 'counted'; counted: Counted }
  | { step: 'refused'; refusal: Refusal };

/** A count that takes longer is shown as going on. */
const SLOW_MS = 1000;

/** Counts one file at a time in a worker; what is chosen meanwhile stays as it is. */
export class Counting {
  state = $state.raw<State>({ step: 'waiting' });
  /** The count has taken so long that somebody would wonder. */
  slow = $state(false);
  busy = $derived(this.state.step === 'reading' || this.state.step === 'counting');
  #worker: Worker | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Loads the worker ahead, so that a count needs no network. */
  open(): void {
    this.#worker = new Worker(new URL('./count.worker.ts', import.meta.url), { type: 'module' });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<News>) => this.#become(data));
    this.#worker.addEventListener('error', () => {
      this.cancel();
      this.refuse({ field: 'file', why: 'broke-down' });
    });
  }

  /** Ends the worker for good. */
  close(): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = null;
  }

  start(job: Job): void {
    this.#become({ step: 'reading' });
    this.#timer = setTimeout(() => (this.slow = true), SLOW_MS);
    this.#worker?.postMessage(job);
  }

  /** Stops at once: a worker in the middle of a count hears nothing, so it is ended and another takes its place. */
  cancel(): void {
    this.close();
    this.#become({ step: 'waiting' });
    this.open();
  }

  refuse(refusal: Refusal): void {
    this.#become({ step: 'refused', refusal });
  }

  #become(state: State): void {
    this.state = state;
    if (this.busy) return;
    clearTimeout(this.#timer);
    this.slow = false;
  }
}
