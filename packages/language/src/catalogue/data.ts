import type { Catalogue } from './entry.js';

/** Codes TLP350–TLP399: raised by the runtime, see `fail` in `diagnostic.ts`. */
export const dataCatalogue: Catalogue = {};
