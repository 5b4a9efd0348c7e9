import { defineCommand } from './command.js';
import { pipelineOptions } from './options.js';

export const runCommand = defineCommand({
  usage: 'run <file>',
  summary: 'Train what a .tlp file describes',
  options: (yargs) =>
    pipelineOptions(yargs)
      .option('out', { type: 'string', nargs: 1, describe: 'Run directory  [default: runs/NAME-DATE]' })
      .option('seed', { type: 'number', nargs: 1, describe: "Seed of training, instead of the file's" })
      .option('resume', { type: 'boolean', default: false, describe: 'Go on with an interrupted run' })
      .option('engine', {
        choices: ['auto', 'tensorflow', 'portable'] as const,
        default: 'auto' as const,
        describe: 'What computes the training steps',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Events as JSON lines on stdout' })
      .check(({ seed }) => {
        if (seed !== undefined && !(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31)) {
          throw new Error('--seed takes a whole number from 0 to 2147483647.');
        }
        return true;
      }),
  async run(args, context) {
    const { train } = await import('./train.js');
    return train(args, context);
  },
});
