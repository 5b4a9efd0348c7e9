import { fromRun, runFiles } from '../../run/example.js';
import { fileChecked } from '../checked.js';

export const runDamaged = fileChecked<{ path: string; problem: string }>({
  code: 'TLP574',
  severity: 'error',
  title: 'Damaged run to go on from',
  explanation:
    'The run that `weights: run("…")` names has finished, but a file of it is missing, or is not what the run wrote. A check looks at its ' +
    'record and whether the model is there; a run also compares the hashes of all that it reads.',
  message: ({ path, problem }) => `The run in ${path} is damaged: ${problem}.`,
  remedy: ({ path }) => `Rebuild it with \`tlp run … --out ${path} --resume\`, or restore it from a copy.`,
  bad: {
    backbone: fromRun('runs/first'),
    others: { ...runFiles('runs/first'), 'runs/first/run.json': '{"format": 3, "status"' },
  },
  good: { backbone: fromRun('runs/first'), others: runFiles('runs/first') },
  reads: ['backbone.weights'],
  check({ pipeline: { backbone }, run }, found) {
    const { weights } = backbone;
    if (weights.kind !== 'run' || run?.kind !== 'damaged') return;
    found({ path: weights.path, problem: run.problem }, 'backbone.weights');
  },
});
