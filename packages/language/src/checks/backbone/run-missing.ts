import { fileName } from '../../resolve/paths.js';
import { fromRun, runFiles } from '../../run/example.js';
import { fileChecked } from '../checked.js';
import { didYouMean, nearest } from '../did-you-mean.js';

export const runMissing = fileChecked<{
  path: string;
  name: string;
  why: 'missing' | 'none' | 'unfinished';
  /** Folders beside it, of which one may be meant. */
  siblings: readonly string[];
}>({
  code: 'TLP573',
  severity: 'warning',
  title: 'No finished run to go on from',
  explanation:
    '`weights: run("…")` takes the weights of a finished run. Here there is no such directory, or no run in it, or one that has not ' +
    'finished. A run stops here; a check only warns, because the run may come later.',
  message: ({ path, why }) =>
    why === 'missing'
      ? `There is no run directory ${path}.`
      : why === 'none'
        ? `${path} holds no run: it has no run.json.`
        : `The run in ${path} is not finished yet.`,
  remedy: ({ name, why, siblings }) =>
    why === 'unfinished'
      ? 'Finish it with `tlp run … --resume`.'
      : why === 'missing' && nearest(name, siblings) !== undefined
        ? didYouMean(name, siblings)
        : 'Give a directory that `tlp run` made. It is relative to the folder of the pipeline file.',
  bad: { backbone: fromRun('runs/frist'), others: runFiles('runs/first') },
  good: { backbone: fromRun('runs/first'), others: runFiles('runs/first') },
  reads: ['backbone.weights'],
  check({ pipeline: { backbone }, run }, found) {
    const { weights } = backbone;
    if (weights.kind !== 'run' || !run || run.kind === 'damaged' || run.kind === 'finished') return;
    const { path } = weights;
    const siblings = run.kind === 'missing' ? run.siblings : [];
    found({ path, name: fileName(path), why: run.kind, siblings }, 'backbone.weights');
  },
});
