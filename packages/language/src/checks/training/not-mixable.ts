import { modalityOf } from '../../modalities/index.js';
import { tasks } from '../../tasks/index.js';
import { checked } from '../checked.js';
import { heights } from '../data/table/example.js';

export const notMixable = checked<{ phase: string; what: string }>({
  code: 'TLP548',
  severity: 'error',
  title: 'Examples that cannot be mixed',
  explanation:
    'Mixup and cutmix make an image of two, and a label of two shares. Words have no mean, and neither do several labels, numbers or tags of an example in these recipes.',
  message: ({ phase, what }) => `Phase \`${phase}\` mixes examples, and ${what}.`,
  remedy: () => 'Remove `mix`. It is for images with one label each.',
  bad: heights({ phase: 'freeze: ..block3\nepochs: 5\nmix: mixup(alpha: 0.2)' }),
  good: heights({ phase: 'freeze: ..block3\nepochs: 5' }),
  reads: ['data', 'schedule'],
  check({ pipeline: { data, task, schedule } }, found) {
    const { mixable, noun } = modalityOf(data);
    const why = !mixable
      ? `${noun.many} cannot be mixed`
      : task === 'classification'
        ? null
        : `the pipeline predicts ${tasks[task].predicts}`;
    for (const { name, mix } of schedule.phases) {
      if (mix && why !== null) found({ phase: name, what: why }, `schedule.${name}.mix`);
    }
  },
});
