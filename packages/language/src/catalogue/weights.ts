import type { Catalogue } from './entry.js';

/** Codes TLP250–TLP299: raised by the runtime, see `fail` in `diagnostic.ts`. */
export const weightsCatalogue: Catalogue = {};
