import { writeSync } from 'node:fs';

/** Where the process that measures listens. */
const LISTENER = 3;

// Only the process itself knows its greatest memory, in kilobytes, and only at its end.
process.on('exit', () => writeSync(LISTENER, String(process.resourceUsage().maxRSS)));
