import { rule } from '../rule.js';

export const missingSource = rule<Record<never, never>>({
  code: 'TLP124',
  severity: 'error',
  ofAbsence: true,
  title: 'The data has no source',
  explanation: '`data` is followed by where the examples come from.',
  message: () => 'This `data` block does not say where the examples come from.',
  remedy: () => 'Write, for example, `data images("photos")`.',
  bad: {
    file: 'pipeline p {\n  backbone resnet18\n  data {\n    batch: 8\n  }\n  head {\n    pool\n    dense(classes)\n  }\n  schedule {\n    phase a {\n      freeze: all\n      epochs: 1\n    }\n  }\n}\n',
  },
  good: { data: 'batch: 8' },
});
