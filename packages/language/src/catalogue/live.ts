import type { Catalogue } from './entry.js';

/** Codes TLP917–TLP919: raised where a run is shown while it trains, see `fail` in `diagnostic.ts`. */
export const liveCatalogue: Catalogue = {
  TLP917: {
    title: 'The live page cannot be served',
    explanation:
      '`--live 8080` serves the curves on that port of this computer, and on no other address. Another program may have the port, ' +
      'perhaps another run, or the system may keep it for itself, as many do those below 1024. `--live` alone takes one that is free.',
  },
};
