import { fromRun, runFiles } from '../../run/example.js';
import { headDifference } from '../../run/head-difference.js';
import { tasks } from '../../tasks/index.js';
import { fileChecked } from '../checked.js';

export const runOfAnotherHead = fileChecked<{ path: string; problem: string }>({
  code: 'TLP887',
  severity: 'warning',
  title: 'The head of the run is not carried over',
  explanation:
    '`weights: run("…")` takes the backbone of a run, and its head where the layers that hold weights are the same and the task is. ' +
    'Else the head starts from fresh weights, as it does from published ones.',
  message: ({ path, problem }) => `The head of the run in ${path} is not carried over: ${problem}.`,
  remedy: () => 'Write the layers that the run has to keep their weights, or go on with a fresh head.',
  bad: {
    backbone: fromRun('runs/first'),
    head: 'pool(average)\ndense(64, relu)\ndense(classes)',
    others: runFiles('runs/first'),
  },
  good: { backbone: fromRun('runs/first'), others: runFiles('runs/first') },
  reads: ['backbone', 'head', 'data'],
  check({ pipeline: { backbone, head, task }, run }, found) {
    const { weights, name } = backbone;
    if (weights.kind !== 'run' || run?.kind !== 'finished') return;
    const { pipeline: before } = run.record;
    if (before.backbone.name !== name || !Array.isArray(before.head)) return;
    const problem = otherTask(before.task, task) ?? headDifference(before.head, head);
    if (problem !== undefined) found({ path: weights.path, problem }, 'backbone.weights');
  },
});

/** What two tasks predict, where they are not one: a clause. */
export function otherTask(before: keyof typeof tasks, now: keyof typeof tasks): string | undefined {
  if (before === now || !Object.hasOwn(tasks, before)) return undefined;
  return `it predicts ${tasks[before].predicts}, and this pipeline ${tasks[now].predicts}`;
}
