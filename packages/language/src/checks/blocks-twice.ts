import { rule } from './rule.js';

export const blocksTwice = rule<Record<never, never>>({
  code: 'TLP402',
  severity: 'warning',
  title: 'Freeze ranges overlap',
  explanation: 'A block that is named twice is usually a slip in one of the ranges.',
  message: () => 'This names blocks that are named already.',
  remedy: () => 'Let the ranges not overlap.',
  bad: { phase: 'freeze: ..block3, block2\nepochs: 3\nlearning_rate: 1e-5' },
  good: { phase: 'freeze: ..block3\nepochs: 3\nlearning_rate: 1e-5' },
});
