import type { NearestScore } from './known/nearest.js';
import { byEnergy, knownScores, scoreText } from './known/scores.js';
import { percent } from './numbers.js';
import { optional } from './types.js';
import { call, oneCall, text } from './words.js';

/** How a classifier says that an example is none of its classes, everything filled in. */
export interface Reject {
  readonly kind: 'unknown';
  /** Share of the validation examples that keep their class. */
  readonly keep: number;
  /** What is said of the others. */
  readonly name: string;
  /** By what it is told; absent where that is the energy of the logits, as it was before there was anything else. */
  readonly by?: NearestScore;
}

export const rejections = oneCall<Reject>('way to reject', [
  call({
    name: 'unknown',
    doc: 'Says `unknown` of an example whose score is lower than that of most validation examples.',
    example: 'unknown(95%)',
    parameters: {
      keep: optional(
        percent(1, 100),
        0.95,
        '95%',
        'Share of the validation examples, all of known classes, that keep their class.',
        '95%',
      ),
      name: optional(text, 'unknown', '"unknown"', 'What is said in place of a class.', 'name: "other"'),
      by: optional(
        knownScores,
        byEnergy,
        scoreText(),
        'The score that tells how much an example is like those of known classes.',
        'by: nearest',
      ),
    },
    means: ({ by, ...values }): Reject => ({
      kind: 'unknown',
      ...values,
      ...(by.kind === 'energy' ? {} : { by }),
    }),
    says: ({ keep, name, by = byEnergy }) => ({ keep, name, by }),
  }),
]);
