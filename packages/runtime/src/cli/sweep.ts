import { defineCommand } from './command.js';
import { livePort } from './live-port.js';
import {
  offlineOption,
  pipelineOptions,
  trainingEngineOption,
  trainingSeedOption,
  verifyOption,
} from './options.js';

export const sweepCommand = defineCommand({
  usage: 'sweep <file>',
  summary: 'Train the trials of a `sweep` block, and tell which values are best on the validation split',
  options: (yargs) =>
    pipelineOptions(yargs)
      .option('out', {
        type: 'string',
        nargs: 1,
        describe: 'Directory of the sweep  [default: runs/NAME-sweep-DATE]',
      })
      .option('resume', { type: 'boolean', default: false, describe: 'Continue an interrupted sweep' })
      .option('write', {
        type: 'boolean',
        default: false,
        describe: 'Write the values of the best trial into the file',
      })
      .option('seed', trainingSeedOption)
      .option('engine', trainingEngineOption)
      .option('live', livePort('sweep'))
      .option('offline', offlineOption)
      .option('verify', verifyOption)
      .option('format', { choices: ['text', 'json'] as const, default: 'text' as const }),
  async run(args, context) {
    const { sweep } = await import('./try-trials.js');
    return sweep(args, context);
  },
});
