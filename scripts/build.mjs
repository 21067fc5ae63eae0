// `npm run build`: everything that `npm start` runs.
import { prepare } from './prepare.mjs';

await prepare();
