import { checked } from './rule.js';

export const splitAboveWhole = checked<{ percent: number }>({
  code: 'TLP300',
  severity: 'error',
  title: 'The shares of a split sum to more than 100%',
  explanation: 'No image may stand in two splits, so the shares can be at most the whole.',
  message: ({ percent }) => `The shares sum to ${percent}%.`,
  remedy: () => 'Lower them until they sum to 100% or less.',
  bad: { data: 'split: stratified(train: 80%, validation: 20%, test: 20%)' },
  good: { data: 'split: stratified(train: 70%, validation: 15%, test: 15%)' },
  reads: ['data.split'],
  check({ pipeline }, found) {
    const { split } = pipeline.data;
    if (split.kind !== 'fraction') return;
    const percent = Number(((split.train + split.validation + split.test) * 100).toFixed(6));
    if (percent > 100) found({ percent }, 'data.split');
  },
});
