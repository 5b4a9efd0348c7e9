import { checked } from './rule.js';

export const testAboveTrain = checked<{ train: number; split: string; share: number }>({
  code: 'TLP311',
  severity: 'warning',
  title: 'Fewer images train than are kept',
  explanation:
    'What is kept for validation or for the test teaches nothing. A larger share of it than is trained on is mostly a swap of the two.',
  message: ({ train, split, share }) =>
    `${share}% of the images are kept for ${split}, and only ${train}% train.`,
  remedy: () => 'Swap the shares, or train on the larger one.',
  bad: { data: 'split: stratified(train: 20%, validation: 10%, test: 70%)' },
  good: { data: 'split: stratified(train: 70%, validation: 10%, test: 20%)' },
  reads: ['data.split'],
  check({ pipeline }, found) {
    const { split } = pipeline.data;
    // Above the whole, the shares are wrong as they stand.
    if (split.kind !== 'fraction' || split.train + split.validation + split.test > 1.000001) return;
    const [name, share] =
      split.test > split.validation ? ['the test', split.test] : ['validation', split.validation];
    const percent = (part: number): number => Number((part * 100).toFixed(6));
    if (share > split.train)
      found({ train: percent(split.train), split: name, share: percent(share) }, 'data.split');
  },
});
