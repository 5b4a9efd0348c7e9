import { defineCommand } from './command.js';
import { pipelineOptions } from './options.js';

export const runCommand = defineCommand({
  usage: 'run <file>',
  summary: 'Train what a .tlp file describes',
  options: (yargs) =>
    pipelineOptions(yargs)
      .option('out', { type: 'string', describe: 'Run directory  [default: runs/NAME-DATE]' })
      .option('seed', { type: 'number', describe: "Seed of training, instead of the file's" })
      .option('resume', { type: 'boolean', default: false, describe: 'Go on with an interrupted run' })
      .option('engine', {
        choices: ['auto', 'tensorflow', 'portable'] as const,
        default: 'auto' as const,
        describe: 'What computes the training steps',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Events as JSON lines on stdout' }),
  async run(args, context) {
    const { train } = await import('./train.js');
    return train(args, context);
  },
});
