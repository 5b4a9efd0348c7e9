import type { PredictOptions } from '../train/predict.js';
import { defineCommand } from './command.js';
import { wholeNumber } from './number-option.js';
import { inferenceEngineOption, offlineOption } from './options.js';

export const predictCommand = defineCommand({
  usage: 'predict <run> <inputs..>',
  summary: 'Predict with a trained model',
  options: (yargs) =>
    yargs
      .positional('run', { type: 'string', demandOption: true, describe: 'The run directory' })
      .positional('inputs', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'What to predict for: files or folders; - for standard input; or a text itself',
      })
      .option('format', { choices: ['text', 'json', 'csv'] as const, default: 'text' as const })
      .option('top', {
        ...wholeNumber('top', { from: 1 }, 'Number of classes to show in the text format'),
        default: 3,
      })
      .option('engine', inferenceEngineOption)
      .option('offline', offlineOption),
  async run(args, context) {
    const { resolve } = await import('node:path');
    const { loadModel, taskOf } = await import('../train/model.js');
    const { predictItems } = await import('../train/predict.js');
    const { expandInputs } = await import('./inputs.js');
    const { tellLeftOut } = await import('./left-out.js');
    const { printWarnings } = await import('./print-warnings.js');
    const { unreadNote } = await import('../train/unread-words.js');
    const { predictionWriter } = await import('./prediction-writer.js');
    const model = await loadModel(resolve(context.cwd, args.run));
    const { runtimeModality } = await import('../modalities/index.js');
    const { answersWords } = await import('@tlp/language/tasks/each.js');
    const { items, missing } = await expandInputs(
      runtimeModality(model).inputs,
      model.preparation,
      args.inputs,
      context,
      answersWords(model.task),
    );
    const writer = predictionWriter(args.format, taskOf(model).view, args.top, context);
    writer.start();
    const leftOut = [...missing];
    let unread = 0;
    const options: PredictOptions = {
      onUnread: (words) => {
        unread += words;
      },
      engine: args.engine,
      onUnusable: (_, error) => leftOut.push(...error.diagnostics),
    };
    for await (const prediction of predictItems(model, items, options)) writer.add(prediction);
    writer.end(leftOut);
    if (unread > 0) await printWarnings([unreadNote(unread)], context);
    return tellLeftOut(leftOut, context);
  },
});
