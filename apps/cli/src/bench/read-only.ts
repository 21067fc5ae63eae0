import { readFileSync } from 'node:fs';
import { readBallotFile } from '@app/tally';

// Reads a ballot file as a count does, and counts nothing: what it takes is the share of reading.
const [file = ''] = process.argv.slice(2);
readBallotFile(readFileSync(file), file);
process.exit();
