import { imagesBySplit } from '../../data/counts.js';
import { modalityOf } from '../../modalities/index.js';
import type { Noun } from '../../modalities/noun.js';
import { shareText } from '../../number-text.js';
import { count, counted } from '../../quantities.js';
import { examplesForInterval, highestLevel } from '../../run/intervals.js';
import { fileChecked } from '../checked.js';
import { heights } from '../data/table/example.js';
import { scheduleWith } from './example.js';

const data = 'split: random(train: 50%, validation: 25%, test: 25%)';

export const fewForInterval = fileChecked<{
  level: number;
  needed: number;
  validation: number;
  noun: Noun;
}>({
  code: 'TLP219',
  severity: 'error',
  title: 'Too few validation examples for the interval',
  explanation:
    'An interval of 90% is as wide as the error that nine tenths of the validation examples stay below, counted as if there were one more of them (arXiv:2107.07511). Of fewer than nine, even the largest error is not enough, and nothing could be said.',
  message: ({ level, needed, validation, noun }) =>
    `\`interval: ${shareText(level)}\` needs ${counted(needed, `validation ${noun.one}`, `validation ${noun.many}`)}, and there ${validation === 1 ? 'is' : 'are'} ${count(validation)}.`,
  remedy: ({ validation }) =>
    `Give validation a greater share${validation > 0 ? `, or write \`interval: ${shareText(highestLevel(validation))}\` or less` : ''}.`,
  bad: { ...heights({ data }), schedule: scheduleWith('interval: 90%') },
  good: { ...heights({ data }), schedule: scheduleWith('interval: 80%') },
  reads: ['data.path', 'data.split', 'data.table', 'schedule'],
  check({ pipeline, data }, found) {
    const { interval: level } = pipeline.schedule;
    if (level === undefined || pipeline.task !== 'regression' || !data?.whole) return;
    const { validation } = imagesBySplit(data, pipeline.data.split);
    const needed = examplesForInterval(level);
    // Without any, that is said of the split.
    if (validation === 0 || validation >= needed) return;
    found({ level, needed, validation, noun: modalityOf(pipeline.data).noun }, 'schedule.interval');
  },
});
