import { join } from 'node:path';

/** Where the demo's texts are, seen from dist/apps/server/src/seed: the build copies code only. */
export const DEMO_FOLDER = join(import.meta.dirname, '../../../../..', 'apps/server/src/seed/demo');
