import { whole } from './numbers.js';
import { optional } from './types.js';
import { call, choice, oneCall, orNone } from './words.js';

/** How a phase trains the backbone on pairs of examples, every number filled in. */
export interface Contrast {
  readonly kind: 'pairs';
  readonly sampling: Sampling;
  /** So many pairs of one class and so many of two for each example and epoch; null where `sampling` decides. */
  readonly iterations: number | null;
}

/** How many pairs of one class there are beside those of two: as many as of the rarer or of the more frequent kind. */
export type Sampling = 'oversampling' | 'undersampling' | 'unique';

const sampling = choice<Sampling>({
  oversampling: {
    means: 'oversampling',
    doc: 'As many pairs of one class as of two; the rarer kind comes several times.',
  },
  undersampling: {
    means: 'undersampling',
    doc: 'As many pairs of one class as of two; some of the more frequent kind are left out.',
  },
  unique: { means: 'unique', doc: 'Every pair once.' },
});

export const contrasts = oneCall<Contrast>('way to contrast', [
  call({
    name: 'pairs',
    doc: 'Vectors of two examples of one class are drawn to a cosine of 1, of two classes to 0 (SetFit, arXiv:2209.11055).',
    example: 'pairs(iterations: 20)',
    parameters: {
      sampling: optional(
        sampling,
        'oversampling',
        'oversampling',
        'Which pairs an epoch has.',
        'sampling: unique',
      ),
      iterations: optional(
        orNone(whole(1, 1000), 'As `sampling` says.'),
        null,
        'none',
        'Pairs of one class, and as many of two, for each example and epoch; `sampling` then says nothing.',
        'iterations: 20',
      ),
    },
    means: (values): Contrast => ({ kind: 'pairs', ...values }),
  }),
]);
