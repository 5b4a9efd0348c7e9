import { holdsOut } from '../../data/held-out.js';
import { modalityOf } from '../../modalities/index.js';
import type { Noun } from '../../modalities/noun.js';
import { checked } from '../checked.js';
import { descends } from '../subject.js';

const schedule = 'calibrate: temperature\nphase train {\n  freeze: all\n  solve: logistic(l2: 1.0)\n}';

export const calibratedOnNothing = checked<{ noun: Noun }>({
  code: 'TLP567',
  severity: 'error',
  title: 'Nothing to calibrate on',
  explanation:
    'A temperature is fitted on examples that the network was not trained on: on those that it was, it is surer than it will ever be again. The test examples are for judging it.',
  message: ({ noun }) => `\`calibrate\` takes validation ${noun.many}, and the split keeps none.`,
  remedy: () => 'Give the split a `validation` share of 10% to 20%, or remove `calibrate`.',
  bad: { data: 'split: stratified(train: 80%, test: 20%)', schedule },
  good: { data: 'split: stratified(train: 70%, validation: 10%, test: 20%)', schedule },
  reads: ['data', 'schedule'],
  check({ pipeline: { data, schedule } }, found) {
    if (!schedule.calibrate || holdsOut(data.split, 'validation') !== false) return;
    // Where epochs are chosen, the same is said of them.
    if (schedule.phases.some(descends)) return;
    found({ noun: modalityOf(data).noun }, 'schedule.calibrate');
  },
});
