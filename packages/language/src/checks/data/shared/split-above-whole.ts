import { checked } from '../../checked.js';

export const splitAboveWhole = checked<{ percent: number }>({
  code: 'TLP300',
  severity: 'error',
  title: 'The split adds up to more than 100%',
  explanation: 'No example can be in two splits, so the shares add up to at most 100%.',
  message: ({ percent }) => `The shares add up to ${percent}%.`,
  remedy: () => 'Lower them to 100% or less in total.',
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
