import { rule } from '../rule.js';

export const rangeReversed = rule<Record<never, never>>({
  code: 'TLP116',
  severity: 'error',
  title: 'A range is reversed',
  explanation: 'A range starts with its smaller number.',
  message: () => 'The range runs from the larger number to the smaller one.',
  remedy: () => 'Swap the two numbers.',
  bad: { data: 'augment: zoom(1.1..0.9)' },
  good: { data: 'augment: zoom(0.9..1.1)' },
});
