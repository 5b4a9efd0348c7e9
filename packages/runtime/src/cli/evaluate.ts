import { defineCommand } from './command.js';
import { inferenceEngineOption, offlineOption, slicesOption, verifyOption } from './options.js';

export const evaluateCommand = defineCommand({
  usage: 'evaluate <run>',
  summary: 'Measure a trained model on its test split, or on other data with --data',
  options: (yargs) =>
    yargs
      .positional('run', { type: 'string', demandOption: true, describe: 'The run directory' })
      .option('data', {
        type: 'string',
        nargs: 1,
        describe: 'Data of the same kind, such as a folder with one folder per class',
      })
      .option('table', {
        type: 'string',
        nargs: 1,
        implies: 'data',
        describe: 'A table with the labels of that folder, in columns named as in the pipeline',
      })
      .option('slices', slicesOption)
      .option('format', { choices: ['text', 'json'] as const, default: 'text' as const })
      .option('engine', inferenceEngineOption)
      .option('offline', offlineOption)
      .option('verify', verifyOption),
  async run(args, context) {
    const { resolve } = await import('node:path');
    const { slicingsIn } = await import('./slices-argument.js');
    const { evaluateRun } = await import('../train/evaluate-run.js');
    const { entry } = await import('./diagnostics-json.js');
    const { tellLeftOut } = await import('./left-out.js');
    const { printWarnings } = await import('./print-warnings.js');
    const { createStatusLine } = await import('./progress.js');
    const { exitOf } = await import('./expectations-text.js');
    const { renderEvaluation } = await import('./evaluation-text.js');
    const slicings = args.slices === undefined ? null : slicingsIn(args.slices);
    const line = createStatusLine(context);
    const evaluation = await evaluateRun(resolve(context.cwd, args.run), {
      engine: args.engine,
      ...(args.data === undefined ? {} : { data: resolve(context.cwd, args.data) }),
      ...(args.table === undefined ? {} : { table: resolve(context.cwd, args.table) }),
      ...(slicings && { slicings }),
      onProgress: (done, total) => line.update(`${done} of ${total}`),
    });
    line.clear();
    await printWarnings(evaluation.warnings, context);
    if (args.format === 'json') {
      const { split, task, metrics, slices, strangers, unreadable, expectations } = evaluation;
      const errors = unreadable.map(entry);
      context.out.write(
        `${JSON.stringify({ split, task: task.definition.name, outputs: task.outputs, metrics, slices, ...(strangers && { strangers }), expectations, errors })}\n`,
      );
    } else {
      context.out.write(renderEvaluation(evaluation, context.colors));
    }
    const status = await tellLeftOut(evaluation.unreadable, context);
    return status === 0 ? exitOf(evaluation.expectations) : status;
  },
});
