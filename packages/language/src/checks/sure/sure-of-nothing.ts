import { holdsOut } from '../../data/held-out.js';
import { modalityOf } from '../../modalities/index.js';
import type { Noun } from '../../modalities/noun.js';
import { checked } from '../checked.js';
import { descends } from '../subject.js';
import { askedOf, type SureProperty } from './asked.js';
import { solvedWith, withoutValidation } from './example.js';

export const sureOfNothing = checked<{ property: SureProperty; noun: Noun }>({
  code: 'TLP577',
  severity: 'error',
  title: 'No examples that tell how sure answers are',
  explanation:
    'Which examples are rejected, and how wide intervals are, must be chosen on examples that the network was not trained on: on those that it was, its scores are higher and its errors smaller than they will ever be again. The test examples are for judging it.',
  message: ({ property, noun }) => `\`${property}\` needs validation ${noun.many}, and the split keeps none.`,
  remedy: ({ property }) => `Give the split a \`validation\` share of 10% to 20%, or remove \`${property}\`.`,
  bad: { data: withoutValidation, schedule: solvedWith('reject: unknown(95%)') },
  good: {
    data: 'split: stratified(train: 70%, validation: 10%, test: 20%)',
    schedule: solvedWith('reject: unknown(95%)'),
  },
  reads: ['data', 'schedule'],
  check({ pipeline: { data, schedule } }, found) {
    if (holdsOut(data.split, 'validation') !== false) return;
    // Where epochs are chosen, the same is said of them.
    if (schedule.phases.some(descends)) return;
    for (const property of askedOf(schedule))
      found({ property, noun: modalityOf(data).noun }, `schedule.${property}`);
  },
});
