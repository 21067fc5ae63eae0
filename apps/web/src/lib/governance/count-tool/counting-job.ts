import type { CountMethod, CountSheet } from '@app/contract';

/** How a file is to be counted, as its reader chose. */
export interface Choices {
  method: CountMethod;
  /** null: the number that the file gives. */
  seats: number | null;
  /** null: the order of the file. */
  lotOrder: number[] | null;
  withdrawn: number[];
}

export interface Job {
  file: File;
  choices: Choices;
}

/** Why there is no count, and the field to say it beside. `reason` comes from the counting library, in English. */
export type Refusal =
  | { field: 'file'; why: 'no-file' | 'unreadable' | 'broke-down' }
  | { field: 'file'; why: 'bad-file'; line: number | null; reason: string }
  | { field: 'method'; why: 'cannot-count'; reason: string }
  | { field: 'seats'; why: 'not-seats' | 'seats-needed' }
  | { field: 'lotOrder' | 'withdrawn'; why: 'not-numbers' }
  | { field: 'lotOrder' | 'withdrawn'; why: 'no-candidate'; candidate: number }
  | { field: 'lotOrder'; why: 'not-everybody'; candidates: number };

/** `json` is the sheet in its canonical form (RFC 8785), the same bytes wherever it is counted. */
export interface Counted {
  fileName: string;
  sheet: CountSheet;
  json: string;
}

/** What the worker says: first how much it has read, then how it ended. */
export type News =
  | { step: 'counting'; ballots: number }
  | { step: 'counted'; counted: Counted }
  | { step: 'refused'; refusal: Refusal };
