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
}

export const rejections = oneCall<Reject>('way to reject', [
  call({
    name: 'unknown',
    doc: 'Says `unknown` of an example whose score, the log-sum-exp of its logits, is lower than that of most validation examples (energy, arXiv:2010.03759).',
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
    },
    means: (values): Reject => ({ kind: 'unknown', ...values }),
  }),
]);
