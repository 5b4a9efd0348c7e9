import { defineCommand } from './command.js';
import { inferenceEngineOption } from './options.js';

export const predictCommand = defineCommand({
  usage: 'predict <run> <inputs..>',
  summary: 'Say what a trained model makes of images or of folders of images',
  options: (yargs) =>
    yargs
      .positional('run', { type: 'string', demandOption: true, describe: 'The run directory' })
      .positional('inputs', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'Images, folders',
      })
      .option('format', { choices: ['text', 'json', 'csv'] as const, default: 'text' as const })
      .option('top', { type: 'number', nargs: 1, default: 3, describe: 'How many classes the text shows' })
      .option('engine', inferenceEngineOption),
  async run(args, context) {
    const { resolve } = await import('node:path');
    const { loadModel } = await import('../train/model.js');
    const { predictImages } = await import('../train/predict.js');
    const { expandInputs } = await import('./inputs.js');
    const { predictionWriter } = await import('./prediction-writer.js');
    const paths = await expandInputs(args.inputs, context.cwd);
    const model = await loadModel(resolve(context.cwd, args.run));
    const writer = predictionWriter(args.format, model.classes, args.top, context);
    writer.start();
    for await (const prediction of predictImages(model, paths, { engine: args.engine })) {
      writer.add(prediction);
    }
    writer.end();
    return 0;
  },
});
