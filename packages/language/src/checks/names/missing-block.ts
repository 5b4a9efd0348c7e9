import { rule } from '../rule.js';

const examples: Record<string, string> = {
  backbone: 'backbone efficientnet_lite0',
  data: 'data images("photos")',
  head: 'head { pool(average) dense(classes) }',
  schedule: 'schedule { phase head { freeze: all epochs: 10 } }',
};

export const missingBlock = rule<{ kind: string; pipeline: string }>({
  code: 'TLP118',
  severity: 'error',
  ofAbsence: true,
  title: 'A block is missing',
  explanation: 'A pipeline needs a backbone, data, a head and a schedule.',
  message: ({ kind, pipeline }) =>
    `The pipeline${pipeline === '' ? '' : ` \`${pipeline}\``} has no \`${kind}\` block.`,
  remedy: ({ kind }) => `Write, for example, \`${examples[kind] ?? kind}\`.`,
  bad: {
    file: 'pipeline p {\n  backbone resnet18\n  data images("photos")\n  schedule {\n    phase a {\n      freeze: all\n      epochs: 1\n    }\n  }\n}\n',
  },
  good: {},
});
