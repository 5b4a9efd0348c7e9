import type { Catalogue } from './entry.js';

/** Codes TLP750–TLP799: raised by the runtime, see `fail` in `diagnostic.ts`. */
export const environmentCatalogue: Catalogue = {};
