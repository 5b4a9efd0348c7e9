import { tagExample } from '../../modalities/text/checks/tag-example.js';
import { answersWords } from '../../tasks/each.js';
import { checked } from '../checked.js';
import { isRecurrentKind, makesVector } from './makes-vector.js';

export const pooledTags = checked<{ layer: string }>({
  code: 'TLP524',
  severity: 'error',
  title: 'One vector where each word has its own tag',
  explanation:
    '`pool` and `flatten` make one vector of a text, and so do `lstm` and `gru` without `return: sequence`. Where each word is tagged, the layers of the head give something for every token.',
  message: ({ layer }) =>
    `\`${layer}\` makes one vector of all words, and the pipeline predicts a tag for each.`,
  remedy: ({ layer }) => (isRecurrentKind(layer) ? 'Write `return: sequence` in it.' : 'Remove it.'),
  bad: tagExample({ head: 'pool(average)\ndense(tags)' }),
  good: tagExample({ head: 'dense(tags)' }),
  reads: ['data', 'head'],
  check({ pipeline: { head, task } }, found) {
    if (!answersWords(task)) return;
    head.forEach((layer, index) => {
      if (makesVector(layer)) found({ layer: layer.kind }, `head.${index}`);
    });
  },
});
