export { RecordFailure } from './failure.ts';
export { sentencesOf } from './sentences.ts';
export { verifyRecord } from './verify-record.ts';
