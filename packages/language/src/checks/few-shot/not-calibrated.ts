import { holdsOut } from '../../data/held-out.js';
import { tasks } from '../../tasks/index.js';
import { checked } from '../checked.js';
import { withoutValidation } from './example.js';

export const notCalibrated = checked<{ phase: string; solver: string }>({
  code: 'TLP546',
  severity: 'warning',
  title: 'Probabilities that nothing calibrates',
  explanation:
    'The scores of `ridge` are no logarithms of probabilities, and `lda` is surer than it is right. A temperature that is fitted on the validation split makes probabilities of them. Without one, the best class is the same, but its probability means little, and a phase that follows starts from a loss that is too high.',
  message: ({ phase, solver }) =>
    `Phase \`${phase}\` has scores of \`${solver}\`, and no validation examples make probabilities of them.`,
  remedy: () => 'Give the split a `validation` share of 10% to 20%, or write `solve: logistic(l2: 1.0)`.',
  bad: { data: withoutValidation, phase: 'freeze: all\nsolve: lda' },
  good: { data: withoutValidation, phase: 'freeze: all\nsolve: logistic(l2: 1.0)' },
  reads: ['data', 'schedule'],
  check({ pipeline: { task, data, schedule } }, found) {
    if (holdsOut(data.split, 'validation') !== false || tasks[task].units !== 'classes') return;
    for (const { name, solve } of schedule.phases) {
      // Where no strength is chosen, that is said of the phase.
      if (!solve || solve.kind === 'logistic' || (solve.kind === 'ridge' && solve.l2 === null)) continue;
      found({ phase: name, solver: solve.kind }, `schedule.${name}.solve`);
    }
  },
});
