import { defineCommand } from './command.js';
import { wholeNumber } from './number-option.js';

export const compareCommand = defineCommand({
  usage: 'compare <runs..>',
  summary: 'Put finished runs side by side: metrics with intervals, and what differs in their pipelines',
  options: (yargs) =>
    yargs
      .positional('runs', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'Two or more run directories; the others are compared with the first',
      })
      .option(
        'seed',
        wholeNumber('seed', { from: 0, to: 2 ** 31 - 1 }, 'Seed of the resamples  [default: 0]'),
      )
      .option('format', { choices: ['text', 'json'] as const, default: 'text' as const })
      .check(({ runs }) => {
        if ((runs?.length ?? 0) > 1) return true;
        throw new Error('There must be two runs or more to compare.');
      }),
  async run({ runs, seed, format }, context) {
    const { resolve } = await import('node:path');
    const { compareRuns } = await import('../compare/compare.js');
    const { comparisonJson, renderComparison } = await import('./comparison-text.js');
    const comparison = await compareRuns(
      runs.map((run) => resolve(context.cwd, run)),
      seed ?? 0,
    );
    context.out.write(
      format === 'json'
        ? `${JSON.stringify(comparisonJson(comparison))}\n`
        : renderComparison(comparison, context.colors),
    );
    return 0;
  },
});
