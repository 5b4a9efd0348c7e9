import type { Catalogue } from './entry.js';

/** Codes TLP900–TLP904: raised where a learning rate is looked for, see `fail` in `diagnostic.ts`. */
export const ratesCatalogue: Catalogue = {
  TLP900: {
    title: 'No phase to find a rate for',
    explanation:
      '`tlp find-rate --phase` names a phase that the schedule does not have, or one that is solved, as `solve: logistic` is: it ' +
      'takes no steps, so it has no learning rate. Without `--phase` it takes the first phase that descends.',
  },
  TLP901: {
    title: 'The loss is not a number from the start',
    explanation:
      'The first loss of the phase, before any step, is infinite or not a number. No learning rate can help: the weights that the ' +
      'phase starts from are damaged, the phase before has diverged, or the data hold a number that is none.',
  },
  TLP902: {
    title: 'A run of another network',
    explanation:
      '`tlp find-rate --run` starts from the weights of a finished run. They fit only the network that they were trained for: the same ' +
      'backbone, head and classes.',
  },
  TLP903: {
    title: 'The learning rate cannot be written',
    explanation:
      '`tlp find-rate --write` puts a number in the place of the one that the phase has in the file. It leaves files alone where the rate ' +
      'comes from a recipe, from the pipeline that is extended, from a `let`, `env()` or `--set`: to change it there may change other ' +
      'values too.',
  },
  TLP904: {
    title: 'No example to find a learning rate with',
    explanation:
      'Every training example of an epoch was left out, because it could not be read or makes no pair, so that no step was taken.',
  },
};
