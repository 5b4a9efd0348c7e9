import { rule } from '../rule.js';

export const soupOfOne = rule<{ halving: boolean }>({
  code: 'TLP241',
  severity: 'error',
  title: 'Nothing to average',
  explanation:
    'A soup is the average of trials that were trained to their end. `stop: halving` gives up all but the best one before that.',
  message: ({ halving }) =>
    halving
      ? '`stop: halving` trains only one trial to its end, and `average` needs several.'
      : 'The sweep has only one trial, and `average` needs several.',
  remedy: ({ halving }) =>
    halving ? 'Remove `stop`, or remove `average`.' : 'Try more values, or remove `average`.',
  bad: { sweep: 'data.batch: 16, 32\nstop: halving\naverage: soup(greedy)' },
  good: { sweep: 'data.batch: 16, 32\naverage: soup(greedy)' },
});
