export { configFor, freshDatabase } from './fresh-database.ts';
