import { tasks } from '../../tasks/index.js';
import { checked } from '../checked.js';
import { heights } from '../data/table/example.js';
import { listed } from '../listed.js';

export const solverOfAnotherTask = checked<{ solver: string; predicts: string; fits: readonly string[] }>({
  code: 'TLP538',
  severity: 'error',
  title: 'A solver that does not fit what is predicted',
  explanation:
    'Logistic regression gives probabilities of classes or labels. Ridge regression gives numbers, or scores of classes or labels. Discriminants divide classes that exclude each other.',
  message: ({ solver, predicts }) => `\`${solver}\` does not fit: the pipeline predicts ${predicts}.`,
  remedy: ({ fits }) =>
    fits.length === 0
      ? 'Remove `solve`, and train the head.'
      : `Write ${listed(fits.map((name) => `\`solve: ${name}\``))}.`,
  bad: heights({ phase: 'freeze: all\nsolve: logistic' }),
  good: heights({ phase: 'freeze: all\nsolve: ridge' }),
  reads: ['data', 'schedule'],
  check({ pipeline: { task, schedule } }, found) {
    const { predicts, solvers } = tasks[task];
    const fits: readonly string[] = solvers;
    for (const { name, solve } of schedule.phases) {
      if (!solve || fits.includes(solve.kind)) continue;
      found({ solver: solve.kind, predicts, fits }, `schedule.${name}.solve`);
    }
  },
});
