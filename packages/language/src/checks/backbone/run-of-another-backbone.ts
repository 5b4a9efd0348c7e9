import { fromRun, runFiles } from '../../run/example.js';
import { fileChecked } from '../checked.js';

export const runOfAnotherBackbone = fileChecked<{
  path: string;
  trained: string;
  name: string;
  /** What differs, where the names are the same: a clause. */
  problem?: string;
}>({
  code: 'TLP575',
  severity: 'error',
  title: 'Run of another backbone',
  explanation:
    'The weights of a run fit the backbone that it trained: the same network, with the same `top`, channels and, where vectors ' +
    'stand for positions, the same input.',
  message: ({ path, trained, name, problem }) =>
    problem === undefined
      ? `The run in ${path} trained ${trained}, and this pipeline has ${name}.`
      : `The run in ${path} trained another ${name} than this pipeline has: ${problem}.`,
  remedy: ({ trained, problem }) =>
    problem === undefined
      ? `Write \`backbone ${trained}\`, or take a run of this backbone.`
      : 'Give the backbone and the data of this pipeline the properties that they had in the run, or take another run.',
  bad: {
    backbone: fromRun('runs/first', 'mobilenet_v2'),
    others: runFiles('runs/first'),
  },
  good: { backbone: fromRun('runs/first'), others: runFiles('runs/first') },
  reads: ['backbone'],
  check({ pipeline: { backbone }, run }, found) {
    const { weights, name, top } = backbone;
    if (weights.kind !== 'run' || run?.kind !== 'finished') return;
    const { backbone: trained } = run.record.pipeline;
    const { path } = weights;
    if (trained.name !== name) return found({ path, trained: trained.name, name }, 'backbone.weights');
    if (trained.top === top) return;
    const problem = `it has \`top: ${trained.top ?? 'none'}\` where this one has \`top: ${top ?? 'none'}\``;
    found({ path, trained: trained.name, name, problem }, 'backbone.weights');
  },
});
