export { configFor, freshDatabase } from './fresh-database.ts';
export { freePort } from './free-port.ts';
