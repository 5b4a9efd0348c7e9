import { checked } from '../../checked.js';

export const testAboveTrain = checked<{ train: number; split: string; share: number }>({
  code: 'TLP311',
  severity: 'warning',
  title: 'The held-out share is larger than the training share',
  explanation:
    'What is kept for validation or the test is not trained on. If that is the larger part, the two shares were probably swapped.',
  message: ({ train, split, share }) =>
    `The ${split} share (${share}%) is larger than the training share (${train}%).`,
  remedy: () => 'Swap the two shares, or make the training share larger.',
  bad: { data: 'split: stratified(train: 20%, validation: 10%, test: 70%)' },
  good: { data: 'split: stratified(train: 70%, validation: 10%, test: 20%)' },
  reads: ['data.split'],
  check({ pipeline }, found) {
    const { split } = pipeline.data;
    // Above the whole, the shares are wrong as they stand.
    if (split.kind !== 'fraction' || split.train + split.validation + split.test > 1.000001) return;
    const [name, share] =
      split.test > split.validation ? ['test', split.test] : ['validation', split.validation];
    const percent = (part: number): number => Number((part * 100).toFixed(6));
    if (share > split.train)
      found({ train: percent(split.train), split: name, share: percent(share) }, 'data.split');
  },
});
