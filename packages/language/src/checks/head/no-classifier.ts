import { givesOutputs } from '../../resolve/outputs.js';
import type { Units } from '../../tasks/definition.js';
import { tasks } from '../../tasks/index.js';
import { checked } from '../checked.js';

export const noClassifier = checked<{ units: Units }>({
  code: 'TLP504',
  severity: 'error',
  ofAbsence: true,
  title: 'The head has no last layer',
  explanation:
    'The last layer, `dense(classes)`, outputs one score per class; `dense(targets)` outputs the numbers that are predicted. The loss and all metrics are computed from these. With the backbone frozen and no such layer, nothing would be left to train.',
  message: ({ units }) => `The head has no \`dense(${units})\` layer.`,
  remedy: ({ units }) => `Make \`dense(${units})\` its last layer.`,
  bad: { head: 'pool(average)\ndense(10)' },
  good: { head: 'pool(average)\ndense(classes)' },
  reads: ['head'],
  check({ pipeline }, found) {
    const { units } = tasks[pipeline.task];
    const outputs = units === null || pipeline.head.some(givesOutputs);
    // Not of the whole head: what its layers give is known.
    if (!outputs) found({ units }, 'head.classifier');
  },
});
