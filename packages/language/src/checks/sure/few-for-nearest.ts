import { imagesBySplit } from '../../data/counts.js';
import { modalityOf } from '../../modalities/index.js';
import { countedOf, type Noun } from '../../modalities/noun.js';
import { fileChecked } from '../checked.js';
import { scheduleWith } from './example.js';

const folders = { 'photos/rose': 60, 'photos/tulip': 60 };

export const fewForNearest = fileChecked<{ k: number; known: number; noun: Noun }>({
  code: 'TLP243',
  severity: 'error',
  title: 'Too few training examples to compare with',
  explanation:
    'With `by: nearest(k: 5)`, an example is compared with the fifth nearest of the training examples that are kept with the model. There must be at least that many.',
  message: ({ k, known, noun }) =>
    `\`nearest(k: ${k})\` asks for more than there are to compare with: ${countedOf(known, { one: `training ${noun.one}`, many: `training ${noun.many}` })}.`,
  remedy: ({ known }) => `Lower \`k\` to ${known} or less; 1 is the usual value.`,
  bad: { schedule: scheduleWith('reject: unknown(95%, by: nearest(k: 150))'), folders },
  good: { schedule: scheduleWith('reject: unknown(95%, by: nearest(k: 5))'), folders },
  reads: ['data.path', 'data.split', 'data.table', 'schedule'],
  check({ pipeline, data }, found) {
    const k = pipeline.schedule.reject?.by?.k;
    if (k === undefined || pipeline.task !== 'classification' || !data?.whole) return;
    const { train } = imagesBySplit(data, pipeline.data.split);
    if (train > 0 && train < k)
      found({ k, known: train, noun: modalityOf(pipeline.data).noun }, 'schedule.reject');
  },
});
