import { checked } from '../checked.js';

export const noClassifier = checked<Record<never, never>>({
  code: 'TLP504',
  severity: 'error',
  ofAbsence: true,
  title: 'The head does not end in `dense(classes)`',
  explanation:
    'The last layer outputs one score per class. The loss and all metrics are computed from these scores. With the backbone frozen and no such layer, nothing would be left to train.',
  message: () => 'The head has no `dense(classes)` layer.',
  remedy: () => 'Make `dense(classes)` its last layer.',
  bad: { head: 'pool(average)\ndense(10)' },
  good: { head: 'pool(average)\ndense(classes)' },
  reads: ['head'],
  check({ pipeline }, found) {
    const scores = pipeline.head.some((layer) => layer.kind === 'dense' && layer.units === 'classes');
    // Not of the whole head: what its layers give is known.
    if (!scores) found({}, 'head.classifier');
  },
});
