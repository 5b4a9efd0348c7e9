import { rule } from '../rule.js';

export const soupOfOne = rule({
  code: 'TLP241',
  severity: 'error',
  title: 'Nothing to average',
  explanation:
    'A soup is the average of trials that were trained to their end. `stop: halving` gives up all but the best one before that.',
  message: () => '`stop: halving` leaves one trial at its end, and `average` needs several.',
  remedy: () => 'Remove `stop`, or remove `average`.',
  bad: { sweep: 'data.batch: 16, 32\nstop: halving\naverage: soup(greedy)' },
  good: { sweep: 'data.batch: 16, 32\naverage: soup(greedy)' },
});
