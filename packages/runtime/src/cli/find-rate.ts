import { defineCommand } from './command.js';
import { positiveNumber, wholeNumber } from './number-option.js';
import {
  offlineOption,
  pipelineOptions,
  trainingEngineOption,
  trainingSeedOption,
  verifyOption,
} from './options.js';

export const findRateCommand = defineCommand({
  usage: 'find-rate <file>',
  summary: 'Find a learning rate for a phase: train with one that rises, and see where the loss falls',
  options: (yargs) =>
    pipelineOptions(yargs)
      .option('phase', {
        type: 'string',
        nargs: 1,
        describe: 'The phase; those before it are trained first  [default: the first that descends]',
      })
      .option('run', {
        type: 'string',
        nargs: 1,
        describe: 'A finished run to start from, instead of training the phases before',
      })
      .option('from', { ...positiveNumber('from', 10, 'The lowest learning rate'), default: 1e-7 })
      .option('to', { ...positiveNumber('to', 10, 'The highest learning rate'), default: 10 })
      .option('steps', {
        ...wholeNumber('steps', { from: 10, to: 100_000 }, 'Updates, each at a higher rate'),
        default: 100,
      })
      .option('write', {
        type: 'boolean',
        default: false,
        describe: 'Write the rate of the valley into the file',
      })
      .option('svg', { type: 'string', nargs: 1, describe: 'Also draw the curve into this file' })
      .option('seed', trainingSeedOption)
      .option('engine', trainingEngineOption)
      .option('offline', offlineOption)
      .option('verify', verifyOption)
      .option('format', { choices: ['text', 'json'] as const, default: 'text' as const })
      .check(({ from, to }) => {
        if (Number(from) < Number(to)) return true;
        throw new Error('--from must be lower than --to.');
      }),
  async run(args, context) {
    const { searchRate } = await import('./search-rate.js');
    return searchRate(args, context);
  },
});
