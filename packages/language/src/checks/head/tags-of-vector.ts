import { tagExample } from '../../modalities/text/checks/tag-example.js';
import { answersWords } from '../../tasks/each.js';
import { checked } from '../checked.js';
import type { Example } from '../rule.js';
import { givesVector } from '../subject.js';

const withTop = ({ file = '', ...rest }: Example): Example => ({
  ...rest,
  file: file.replace('huggingface("minilm")', 'huggingface("minilm") { top: published }'),
});

export const tagsOfVector = checked<{ before: string | null }>({
  code: 'TLP525',
  severity: 'error',
  title: 'Tags of a network that gives one vector',
  explanation:
    'A tag is told from what the network makes of each token. With its pooler on top, `top: published`, it gives one vector for the whole text, as a sentence transformer with dense layers and some other networks always do.',
  message: () => 'The backbone gives one vector for a text, and the pipeline predicts a tag for each word.',
  remedy: ({ before }) =>
    before === null
      ? 'Remove `top: published`, or use another backbone.'
      : `Write \`until: ${before}\` in the backbone, which ends it before its pool.`,
  bad: withTop(tagExample()),
  good: tagExample(),
  reads: ['data', 'backbone'],
  check({ pipeline: { task }, graph, backbone }, found) {
    if (!answersWords(task) || !givesVector({ graph })) return;
    const before = backbone.pooled ? graph.blocks.at(-2)?.name : undefined;
    found({ before: before ?? null }, 'backbone.name');
  },
});
