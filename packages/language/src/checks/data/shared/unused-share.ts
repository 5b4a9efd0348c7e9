import { modalityOf } from '../../../modalities/index.js';
import type { Noun } from '../../../modalities/noun.js';
import { checked } from '../../checked.js';

export const unusedShare = checked<{ percent: number; noun: Noun }>({
  code: 'TLP308',
  severity: 'warning',
  title: 'Some examples are in no split',
  explanation:
    'The shares say what trains, validates and tests. The rest is never used. If nothing is kept for the test, the rest was probably meant for it.',
  message: ({ percent, noun }) => `${percent}% of the ${noun.many} are in no split.`,
  remedy: ({ percent }) => `Keep them for the test with \`test: ${percent}%\`, or add them to \`train\`.`,
  bad: { data: 'split: stratified(train: 70%, validation: 15%)' },
  good: { data: 'split: stratified(train: 70%, validation: 15%, test: 15%)' },
  reads: ['data.split'],
  check({ pipeline }, found) {
    const { split } = pipeline.data;
    if (split.kind !== 'fraction' || split.test > 0) return;
    const percent = Number(((1 - split.train - split.validation) * 100).toFixed(6));
    if (percent > 0) found({ percent, noun: modalityOf(pipeline.data).noun }, 'data.split');
  },
});
