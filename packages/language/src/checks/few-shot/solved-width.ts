import { fixedCount } from '../../graph/shape.js';
import { nodesByName, typeOf } from '../../graph/walk.js';
import { count } from '../../quantities.js';
import { checked } from '../checked.js';

/** Numbers of one example: their products with each other take 8 bytes each, 540 MB in all, and are kept four times at most. */
const most = 8192;

export const solvedWidth = checked<{ phase: string; values: number }>({
  code: 'TLP543',
  severity: 'error',
  title: 'Features too wide to solve',
  explanation:
    'A solver needs the products of all features with each other. Of tens of thousands of features these take gigabytes, and solving takes hours.',
  message: ({ phase, values }) =>
    `Phase \`${phase}\` is solved from ${count(values)} features an example; up to ${count(most)} can be.`,
  remedy: () => 'Write `pool(average)` instead of `flatten`, or `epochs` instead of `solve`.',
  bad: { head: 'flatten\ndense(classes)', phase: 'freeze: all\nsolve: ridge' },
  good: { head: 'pool(average)\ndense(classes)', phase: 'freeze: all\nsolve: ridge' },
  reads: ['backbone', 'head', 'schedule'],
  check({ pipeline: { head, schedule }, graph }, found) {
    const phase = schedule.phases.find(({ solve }) => solve);
    const { shape } = typeOf(nodesByName(graph), graph.outputs[0]!);
    const values = fixedCount(shape);
    if (!phase || head[0]?.kind !== 'flatten' || values <= most) return;
    found({ phase: phase.name, values }, `schedule.${phase.name}.solve`);
  },
});
