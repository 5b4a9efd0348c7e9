import { givesOutputs } from '../../resolve/outputs.js';
import type { Units } from '../../tasks/definition.js';
import { tasks } from '../../tasks/index.js';
import { checked } from '../checked.js';

export const afterClassifier = checked<{ layer: string; units: Units }>({
  code: 'TLP505',
  severity: 'error',
  title: 'A layer follows the last one',
  explanation:
    'What `dense(classes)` or `dense(targets)` gives goes to the loss as it is. Dropout on it would erase answers, and the loss applies softmax itself.',
  message: ({ layer, units }) => `\`${layer}\` follows \`dense(${units})\`.`,
  remedy: ({ layer, units }) => `Move \`${layer}\` before \`dense(${units})\`, or remove it.`,
  bad: { head: 'pool(average)\ndense(classes)\ndropout(20%)' },
  good: { head: 'pool(average)\ndropout(20%)\ndense(classes)' },
  reads: ['head'],
  check({ pipeline: { task, head } }, found) {
    const { units } = tasks[task];
    const first = head.findIndex(givesOutputs);
    head.forEach((layer, index) => {
      if (units !== null && first >= 0 && index > first) found({ layer: layer.kind, units }, `head.${index}`);
    });
  },
});
