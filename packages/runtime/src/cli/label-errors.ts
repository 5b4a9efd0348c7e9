import { defineCommand } from './command.js';
import { wholeNumber } from './number-option.js';
import { offlineOption, pipelineOptions, trainingEngineOption, verifyOption } from './options.js';

export const labelErrorsCommand = defineCommand({
  usage: 'label-errors <file>',
  summary: 'List the labels that are likely wrong, and write a file that leaves them out',
  options: (yargs) =>
    pipelineOptions(yargs)
      .positional('file', {
        type: 'string',
        demandOption: true,
        describe: 'The .tlp file, or the directory of a run',
      })
      .option('top', {
        ...wholeNumber('top', { from: 1, to: 1_000_000 }, 'How many to list and to write at most'),
        default: 150,
      })
      .option('write', {
        type: 'string',
        nargs: 1,
        describe: 'Write them into this table, which `exclude: "…"` in a data block reads',
      })
      .option('engine', trainingEngineOption)
      .option('offline', offlineOption)
      .option('verify', verifyOption)
      .option('format', { choices: ['text', 'json'] as const, default: 'text' as const })
      .check(({ write }) => {
        if (write === undefined || /\.csv$/i.test(String(write))) return true;
        throw new Error('--write takes the name of a file that ends in .csv.');
      }),
  async run(args, context) {
    const { listLabelErrors } = await import('./list-label-errors.js');
    return listLabelErrors(args, context);
  },
});
