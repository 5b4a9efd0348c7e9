import { tagExample } from '../../modalities/text/checks/tag-example.js';
import { answersWords } from '../../tasks/each.js';
import { checked } from '../checked.js';

export const pooledTags = checked<{ layer: string }>({
  code: 'TLP524',
  severity: 'error',
  title: 'A pool where each word has its own tag',
  explanation:
    '`pool` and `flatten` make one vector of a text. Where each word is tagged, the layers of the head go over the tokens one by one, and nothing is pooled.',
  message: ({ layer }) =>
    `\`${layer}\` makes one vector of all words, and the pipeline predicts a tag for each.`,
  remedy: () => 'Remove it.',
  bad: tagExample({ head: 'pool(average)\ndense(tags)' }),
  good: tagExample({ head: 'dense(tags)' }),
  reads: ['data', 'head'],
  check({ pipeline: { head, task } }, found) {
    if (!answersWords(task)) return;
    head.forEach((layer, index) => {
      if (layer.kind === 'pool' || layer.kind === 'flatten') found({ layer: layer.kind }, `head.${index}`);
    });
  },
});
