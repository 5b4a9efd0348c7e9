import type { HeadLayer } from '../../resolve/pipeline.js';
import type { Units } from '../../tasks/definition.js';
import { tasks } from '../../tasks/index.js';
import { checked } from '../checked.js';

export const unitsOfAnotherTask = checked<{ written: Units; units: Units; predicts: string }>({
  code: 'TLP411',
  severity: 'error',
  title: 'The last layer does not fit what is predicted',
  explanation:
    '`dense(classes)` outputs one score per class or label, `dense(targets)` the numbers that are predicted, `dense(tags)` one score per tag for every word. Which of them a pipeline needs follows from what its data names.',
  message: ({ written, predicts }) =>
    `\`dense(${written})\` does not fit: the pipeline predicts ${predicts}.`,
  remedy: ({ units }) => `Write \`dense(${units})\`.`,
  bad: { head: 'pool(average)\ndense(targets)' },
  good: { head: 'pool(average)\ndense(classes)' },
  reads: ['data', 'head'],
  check({ pipeline: { task, head } }, found) {
    const { units, predicts } = tasks[task];
    // Where there is to be no head, a rule tells.
    if (units === null) return;
    head.forEach((layer: HeadLayer, index) => {
      if (layer.kind !== 'dense' || typeof layer.units === 'number' || layer.units === units) return;
      found({ written: layer.units, units, predicts }, `head.${index}`);
    });
  },
});
