import type { Catalogue } from './entry.js';

/** Codes TLP650–TLP699: raised by the runtime, see `fail` in `diagnostic.ts`. */
export const trainingCatalogue: Catalogue = {};
