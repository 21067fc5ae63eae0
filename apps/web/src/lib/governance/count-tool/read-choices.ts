import type { CountMethod } from '@app/contract';
import type { Choices, Refusal } from './counting-job.ts';

/** The fields as written. */
export interface Written {
  method: CountMethod;
  seats: string;
  lotOrder: string;
  withdrawn: string;
}

/** What the fields say; empty ones leave it to the file. */
export function readChoices({ method, seats, lotOrder, withdrawn }: Written): Choices | Refusal {
  const places = seats.trim();
  if (places !== '' && !/^[1-9]\d{0,4}$/.test(places)) return { field: 'seats', why: 'not-seats' };
  const lot = numbersIn(lotOrder);
  if (lot === null) return { field: 'lotOrder', why: 'not-numbers' };
  const out = numbersIn(withdrawn);
  if (out === null) return { field: 'withdrawn', why: 'not-numbers' };
  return {
    method,
    seats: places === '' ? null : Number(places),
    lotOrder: lot.length === 0 ? null : lot,
    withdrawn: out,
  };
}

/** Candidate numbers, separated by commas or blanks; null where something else stands there. */
function numbersIn(text: string): number[] | null {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  return words.every((word) => /^[1-9]\d{0,4}$/.test(word)) ? words.map(Number) : null;
}
