export { CODES, RecordFailure } from './failure.ts';
export { verifyRecord, type Verified } from './verify-record.ts';
