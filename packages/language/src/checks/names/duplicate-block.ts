import { rule } from '../rule.js';

export const duplicateBlock = rule<{ kind: string }>({
  code: 'TLP105',
  severity: 'error',
  title: 'Duplicate block',
  explanation: 'A pipeline has one backbone, one data block, one head and one schedule.',
  message: ({ kind }) => `The pipeline has a second \`${kind}\` block.`,
  remedy: () => 'Merge it into the first.',
  bad: {
    file: 'pipeline p {\n  backbone resnet18\n  backbone resnet50\n  data images("photos")\n  head {\n    pool\n    dense(classes)\n  }\n  schedule {\n    phase a {\n      freeze: all\n      epochs: 1\n    }\n  }\n}\n',
  },
  good: {},
});
