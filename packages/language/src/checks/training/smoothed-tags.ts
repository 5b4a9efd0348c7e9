import { tagExample } from '../../modalities/text/checks/tag-example.js';
import { answersWords } from '../../tasks/each.js';
import { checked } from '../checked.js';

export const smoothedTags = checked<{ phase: string }>({
  code: 'TLP526',
  severity: 'error',
  title: 'Label smoothing where words are tagged',
  explanation:
    'The loss of tags is taken at the first token of each word, against the one tag that is right. It has no smoothing.',
  message: ({ phase }) => `Phase \`${phase}\` smooths labels, and the pipeline predicts a tag for each word.`,
  remedy: () => 'Remove `label_smoothing`.',
  bad: tagExample({ phase: 'label_smoothing: 10%' }),
  good: tagExample(),
  reads: ['data', 'schedule'],
  check({ pipeline: { task, schedule } }, found) {
    if (!answersWords(task)) return;
    for (const { name, labelSmoothing } of schedule.phases) {
      if (labelSmoothing > 0) found({ phase: name }, `schedule.${name}.label_smoothing`);
    }
  },
});
