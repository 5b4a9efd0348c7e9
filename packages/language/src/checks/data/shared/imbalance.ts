import { countsByClass } from '../../../data/counts.js';
import { modalityOf } from '../../../modalities/index.js';
import type { Noun } from '../../../modalities/noun.js';
import { fileChecked } from '../../checked.js';

/** From here on the rare class hardly counts in the loss. */
const limit = 8;

export const imbalance = fileChecked<{
  largest: string;
  smallest: string;
  times: number;
  noun: Noun;
}>({
  code: 'TLP371',
  severity: 'warning',
  title: 'The classes are imbalanced, and nothing compensates for it',
  explanation:
    'A model that never predicts the rare class is nearly always right, so that is what it learns. Class weights in the loss, or sampling every class equally often, give the classes the same weight.',
  message: ({ largest, smallest, times, noun }) =>
    `\`${largest}\` has ${times} times as many ${noun.many} as \`${smallest}\`.`,
  remedy: () => 'Write `balance: class_weights` or `balance: sampling`.',
  bad: { data: 'batch: 16', folders: { 'photos/rose': 300, 'photos/tulip': 30 } },
  good: { data: 'balance: class_weights', folders: { 'photos/rose': 300, 'photos/tulip': 30 } },
  reads: ['data.path', 'data.split', 'data.balance'],
  check({ pipeline, data }, found) {
    if (!data?.whole || pipeline.data.balance !== 'none' || pipeline.task !== 'classification') return;
    const counts = [...countsByClass(data)].sort(([, a], [, b]) => b - a);
    const [largest, smallest] = [counts[0], counts.at(-1)];
    if (!largest || !smallest || largest[1] < limit * smallest[1]) return;
    const times = Math.round(largest[1] / smallest[1]);
    const { noun } = modalityOf(pipeline.data);
    found({ largest: largest[0], smallest: smallest[0], times, noun }, 'data.balance');
  },
});
