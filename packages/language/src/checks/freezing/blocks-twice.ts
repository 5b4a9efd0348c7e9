import { rule } from '../rule.js';

export const blocksTwice = rule<Record<never, never>>({
  code: 'TLP402',
  severity: 'warning',
  title: 'Freeze ranges overlap',
  explanation: 'Naming a block twice usually means that one of the ranges is wrong.',
  message: () => 'These blocks are already listed.',
  remedy: () => 'Make the ranges disjoint.',
  bad: { phase: 'freeze: ..block3, block2\nepochs: 3\nlearning_rate: 1e-5' },
  good: { phase: 'freeze: ..block3\nepochs: 3\nlearning_rate: 1e-5' },
});
