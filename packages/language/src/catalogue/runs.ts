import type { Catalogue } from './entry.js';

/** Codes TLP850–TLP899: raised by the runtime, see `fail` in `diagnostic.ts`. */
export const runsCatalogue: Catalogue = {};
