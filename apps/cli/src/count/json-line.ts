import type { CountSheet } from '@app/tally';

/** A count sheet as one line of JSON, with the file it was counted from. */
export function jsonLine(file: string, sheet: CountSheet): string {
  return `${JSON.stringify({ file, ...sheet })}\n`;
}
