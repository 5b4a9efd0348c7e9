import { rule } from '../rule.js';

const examples: Record<string, string> = {
  backbone: 'backbone efficientnet_lite0',
  data: 'data images("photos")',
  schedule: 'schedule { phase head { freeze: all epochs: 10 } }',
};

export const missingBlock = rule<{ kind: string; pipeline: string }>({
  code: 'TLP118',
  severity: 'error',
  ofAbsence: true,
  title: 'A block is missing',
  explanation: 'A pipeline needs a backbone, data and a schedule. Without a `head`, it has the usual one.',
  message: ({ kind, pipeline }) =>
    `The pipeline${pipeline === '' ? '' : ` \`${pipeline}\``} has no \`${kind}\` block.`,
  remedy: ({ kind }) => `Write, for example, \`${examples[kind] ?? kind}\`.`,
  bad: {
    file: 'pipeline p {\n  backbone resnet18\n  data images("photos")\n  head {\n    linear\n  }\n}\n',
  },
  good: {},
});
