import { defineCommand } from './command.js';
import { livePort } from './live-port.js';
import { undisguised } from './operands.js';
import {
  offlineOption,
  pipelineOptions,
  slicesOption,
  trainingEngineOption,
  trainingSeedOption,
  verifyOption,
} from './options.js';

export const runCommand = defineCommand({
  usage: 'run <file>',
  summary: 'Train the pipeline in a .tlp file',
  options: (yargs) =>
    pipelineOptions(yargs)
      .option('out', { type: 'string', nargs: 1, describe: 'Run directory  [default: runs/NAME-DATE]' })
      .option('seed', trainingSeedOption)
      .option('resume', { type: 'boolean', default: false, describe: 'Continue an interrupted run' })
      .option('engine', trainingEngineOption)
      .option('slices', slicesOption)
      .option('offline', offlineOption)
      .option('verify', verifyOption)
      .option('tensorboard', {
        type: 'string',
        nargs: 1,
        describe: 'Also write the metrics of each epoch for TensorBoard, into this folder',
      })
      .option('live', livePort('run'))
      .option('json', { type: 'boolean', default: false, describe: 'Print events as JSON lines on stdout' })
      .check(({ out }) => {
        if (undisguised(out) !== '-') return true;
        throw new Error('--out takes a folder; write ./- for a folder named -.');
      }),
  async run(args, context) {
    const { train } = await import('./train.js');
    const { slices, ...others } = args;
    if (slices === undefined) return train(others, context);
    const { ofSlicesOption, slicingsIn } = await import('./slices-argument.js');
    slicingsIn(slices);
    // A finished run is told other slices as it would be by its file.
    const set = `data.slices=${slices}`;
    return train({ ...others, set: [...args.set, set] }, context).catch((error: unknown) => {
      throw ofSlicesOption(error, set);
    });
  },
});
