import { losses } from '../../schema/losses.js';
import { tasks } from '../../tasks/index.js';
import { checked } from '../checked.js';
import { listed } from '../listed.js';

export const lossOfAnotherTask = checked<{ loss: string; predicts: string; fits: readonly string[] }>({
  code: 'TLP519',
  severity: 'error',
  title: 'A loss that does not fit what is predicted',
  explanation: `Cross-entropy compares with one class, binary cross-entropy with any number of labels, and the squared error with numbers. A loss of another kind cannot be computed or means nothing.`,
  message: ({ loss, predicts }) => `\`${loss}\` does not fit: the pipeline predicts ${predicts}.`,
  remedy: ({ fits }) => `Write ${listed(fits.map((name) => `\`loss: ${name}\``))}, or remove the property.`,
  bad: { schedule: 'loss: mse\nphase train {\n  freeze: all\n  epochs: 5\n}' },
  good: { schedule: 'loss: cross_entropy\nphase train {\n  freeze: all\n  epochs: 5\n}' },
  reads: ['data', 'schedule.loss'],
  check({ pipeline: { task, schedule } }, found) {
    const { predicts, losses: fits } = tasks[task];
    const fit: readonly string[] = fits;
    if (fit.includes(schedule.loss.kind)) return;
    found({ loss: losses.write?.(schedule.loss) ?? schedule.loss.kind, predicts, fits }, 'schedule.loss');
  },
});
