import type { Catalogue } from './entry.js';

/** Codes TLP907–TLP909: raised where values are tried, see `fail` in `diagnostic.ts`. */
export const sweepsCatalogue: Catalogue = {
  TLP907: {
    title: 'No such sweep',
    explanation:
      '`tlp sweep` trains the trials of the `sweep` block of a pipeline. `--resume` goes on with a directory in which a sweep of the same ' +
      'values, seed and pipeline has begun; without it, the directory must be new.',
  },
  TLP908: {
    title: 'No trial to choose',
    explanation:
      'Trials are compared on the validation split, which the pipeline may not have; `budget` may be too short for a single one; or the ' +
      'training of every trial failed, as that of a learning rate that is far too high does.',
  },
  TLP909: {
    title: 'The best values cannot be written',
    explanation:
      '`tlp sweep --write` puts the values of the best trial into the file, each into the block of the pipeline itself. It leaves files alone ' +
      'where the block stands in a pipeline that is extended, or the phase comes from a recipe.',
  },
};
