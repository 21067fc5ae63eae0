/** What part of a record is wrong, by the step that found it. */
export const CODES = {
  V01: 'a file is missing or cannot be read',
  V02: 'the manifest is not the one that was sealed',
  V03: 'the roll is not the one in the manifest',
  V04: 'the ballots handed out do not add up',
  V05: 'the log is not the one that was signed',
  V06: 'a ballot in the log is not good',
  V07: 'more ballots were cast than were handed out, or more handed out than there are members',
  V08: 'the published key is not the one in the manifest',
  V09: 'the ballots do not open to what is told of them',
  V10: 'the lot was not drawn as promised',
  V11: 'the count is not what the ballots give',
  V12: 'the receipt is not kept',
} as const;

export type FailureCode = keyof typeof CODES;

/** The first thing that is wrong with a record. */
export class RecordFailure extends Error {
  /** @param item which line, file or number, in words */
  constructor(
    readonly code: FailureCode,
    readonly item: string,
  ) {
    super(`${code}: ${CODES[code]}: ${item}`);
  }
}

/** @throws RecordFailure unless `holds` */
export function check(holds: boolean, code: FailureCode, item: string): asserts holds {
  if (!holds) throw new RecordFailure(code, item);
}
