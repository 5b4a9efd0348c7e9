import type { DataSet } from '../data/types.js';
import { defineCommand } from './command.js';
import { offlineOption, pipelineOptions, verifyOption } from './options.js';

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
      .option('offline', offlineOption)
      .option('verify', verifyOption)
      .option('format', { choices: ['text', 'json'] as const, default: 'text' as const }),
  async run(args, context) {
    const { runtimeModality } = await import('../modalities/index.js');
    const { fitBackbone } = await import('../modalities/fit-backbone.js');
    const { backboneFor } = await import('@tlp/language/modalities/index.js');
    const { planPipeline } = await import('@tlp/language/plan/plan.js');
    const { isOfVectors } = await import('@tlp/language/import/vectors/card.js');
    const { chosenBackbone } = await import('../import/chosen.js');
    const { foldsText, renderPlan } = await import('./plan-text.js');
    const { printWarnings } = await import('./print-warnings.js');
    const { readPipeline } = await import('./read-pipeline.js');
    const { surveyOf } = await import('./survey.js');
    const pipeline = await readPipeline(args.file, context, { name: args.pipeline, sets: args.set });
    const { joinedData } = await import('../train/joined-data.js');
    const modality = runtimeModality(pipeline.data);
    const opened = await modality.open(pipeline.data);
    const card = chosenBackbone(pipeline.backbone);
    const fitted = await fitBackbone(backboneFor(card, pipeline.data), pipeline.data, opened.dataSet);
    const { backbone, told } = fitted;
    const survey = await surveyOf(pipeline, backbone, opened.dataSet);
    const preparation = modality.preparation(pipeline.data, backbone.preprocessing);
    const dataSet = await joinedData(pipeline, preparation, opened.dataSet);
    await printWarnings([...opened.warnings, ...told, ...(survey?.warnings ?? [])], context);
    // How many words a table has is known by now; other networks are not changed by the data.
    const plan = planPipeline(pipeline, isOfVectors(backbone) ? backbone : card, {
      classes: dataSet.outputs.length,
      ...(pipeline.task === 'classification' && { perClass: perClassOf(dataSet) }),
      images: {
        train: dataSet.splits.train.length,
        validation: dataSet.splits.validation.length,
        test: dataSet.splits.test.length,
      },
      ...(survey?.rows && { rows: survey.rows }),
    });
    const times = args.calibrate
      ? await (await import('./calibrate.js')).calibrate(pipeline, dataSet, plan, context)
      : null;
    context.out.write(
      args.format === 'json'
        ? `${JSON.stringify({ ...plan, times, ...(survey && { survey: survey.facts }) })}\n`
        : renderPlan(plan, times, context.colors, [...foldsText(pipeline), ...(survey ? [survey.text] : [])]),
    );
    return 0;
  },
});

/** Training examples of each class. */
function perClassOf({ outputs, splits }: DataSet): readonly number[] {
  const counts = outputs.map(() => 0);
  for (const { target } of splits.train) counts[target[0]!]! += 1;
  return counts;
}
