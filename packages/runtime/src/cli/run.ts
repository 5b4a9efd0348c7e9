import { defineCommand } from './command.js';
import { wholeNumber } from './number-option.js';
import { undisguised } from './operands.js';
import { pipelineOptions } from './options.js';

export const runCommand = defineCommand({
  usage: 'run <file>',
  summary: 'Train what a .tlp file describes',
  options: (yargs) =>
    pipelineOptions(yargs)
      .option('out', { type: 'string', nargs: 1, describe: 'Run directory  [default: runs/NAME-DATE]' })
      .option(
        'seed',
        wholeNumber('seed', { from: 0, to: 2 ** 31 - 1 }, "Seed of training, instead of the file's"),
      )
      .option('resume', { type: 'boolean', default: false, describe: 'Go on with an interrupted run' })
      .option('engine', {
        choices: ['auto', 'tensorflow', 'portable'] as const,
        default: 'auto' as const,
        describe: 'What computes the training steps',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Events as JSON lines on stdout' })
      .check(({ out }) => {
        if (undisguised(out) !== '-') return true;
        throw new Error('--out takes a folder, ./- if it is called so.');
      }),
  async run(args, context) {
    const { train } = await import('./train.js');
    return train(args, context);
  },
});
