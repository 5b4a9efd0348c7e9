import { holdsOut } from '../../data/held-out.js';
import { modalityOf } from '../../modalities/index.js';
import type { Noun } from '../../modalities/noun.js';
import { type MeasuredSplit, measureOf } from '../../schema/expect.js';
import { checked } from '../checked.js';

export const nothingToMeasure = checked<{ name: string; split: MeasuredSplit; other: string; noun: Noun }>({
  code: 'TLP563',
  severity: 'error',
  title: 'An expectation of a split without examples',
  explanation:
    'A metric of a split is measured on its examples. Where the split has none, there is nothing to measure, and the expectation could never be met.',
  message: ({ name, split, noun }) =>
    `There is no \`${name}\`: the split keeps no ${noun.many} for ${split}.`,
  remedy: ({ split, other }) => `Give \`${split}\` a share of the split, or write \`${other}\`.`,
  bad: {
    data: 'split: stratified(train: 80%, validation: 20%)',
    expect: 'test.accuracy >= 90%',
  },
  good: {
    data: 'split: stratified(train: 70%, validation: 15%, test: 15%)',
    expect: 'test.accuracy >= 90%',
  },
  reads: ['data.split', 'expect'],
  check({ pipeline: { data, expect = [] } }, found) {
    for (const { name } of expect) {
      const measure = measureOf(name);
      if (!measure || holdsOut(data.split, measure.split) !== false) continue;
      const { split, metric } = measure;
      const other = `${split === 'test' ? 'validation' : 'test'}.${metric.name}`;
      found({ name, split, other, noun: modalityOf(data).noun }, `expect.${name}`);
    }
  },
});
