import { defineCommand } from './command.js';
import { offlineOption, pipelineOptions, trainingEngineOption, verifyOption } from './options.js';

export const planCommand = defineCommand({
  usage: 'plan <file>',
  summary: 'Show what a run would compute and store, and how long it would take',
  options: (yargs) =>
    pipelineOptions(yargs)
      .option('calibrate', {
        type: 'boolean',
        default: true,
        describe: 'Time a few batches to estimate the duration; --no-calibrate skips this',
      })
      .option('engine', trainingEngineOption)
      .option('offline', offlineOption)
      .option('verify', verifyOption)
      .option('format', { choices: ['text', 'json'] as const, default: 'text' as const }),
  async run(args, context) {
    const { openPlan } = await import('./open-plan.js');
    const { foldsText, renderPlan } = await import('./plan-text.js');
    const { printWarnings } = await import('./print-warnings.js');
    const { readPipeline } = await import('./read-pipeline.js');
    const pipeline = await readPipeline(args.file, context, { name: args.pipeline, sets: args.set });
    const { plan, dataSet, told, start, survey } = await openPlan(pipeline, args.engine);
    await printWarnings(told, context);
    const times = args.calibrate
      ? await (await import('./calibrate.js')).calibrate(pipeline, dataSet, plan, context, args.engine)
      : null;
    context.out.write(
      args.format === 'json'
        ? `${JSON.stringify({ ...plan, times, ...(start && { start: start.start }), ...(survey && { survey: survey.facts }) })}\n`
        : renderPlan(plan, times, context.colors, [
            ...foldsText(pipeline),
            ...(start ? [start.text] : []),
            ...(survey ? [survey.text] : []),
          ]),
    );
    return 0;
  },
});
