import { rule } from './rule.js';

export const rangeReversed = rule<Record<never, never>>({
  code: 'TLP116',
  severity: 'error',
  title: 'A range of numbers runs backwards',
  explanation: 'A range names its smaller end first.',
  message: () => 'The range runs from the larger number to the smaller.',
  remedy: () => 'Swap its ends.',
  bad: { data: 'augment: zoom(1.1..0.9)' },
  good: { data: 'augment: zoom(0.9..1.1)' },
});
