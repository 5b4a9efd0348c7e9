import { defineCommand } from './command.js';
import { wholeNumber } from './number-option.js';
import { undisguised } from './operands.js';
import { offlineOption } from './options.js';

export const featuresCommand = defineCommand({
  usage: 'features <backbone> <inputs..>',
  summary: 'Compute features with a frozen backbone, one row per input',
  options: (yargs) =>
    yargs
      .positional('backbone', {
        type: 'string',
        demandOption: true,
        describe:
          'Name in the catalogue, a folder that Transformers wrote, or a repository of Hugging Face (org/name)',
      })
      .positional('inputs', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'What to read: files or folders; - for standard input',
      })
      .option('weights', {
        type: 'string',
        nargs: 1,
        describe:
          "A name of the backbone's published weights, a weight file, or random  [default: the first]",
      })
      .option('at', {
        type: 'string',
        nargs: 1,
        describe: 'The block whose output to write  [default: the last]',
      })
      .option(
        'input',
        wholeNumber(
          'input',
          { from: 1, to: 65_536 },
          'Input size in pixels, or the most tokens of a text  [default: the native size]',
        ),
      )
      .option('resize', { choices: ['stretch', 'crop', 'pad'] as const, default: 'stretch' as const })
      .option('channels', {
        choices: [1, 2, 3, 4] as const,
        default: 3 as const,
        describe: 'What to read of an image: 1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha',
      })
      .option('column', {
        type: 'string',
        nargs: 1,
        describe:
          'The column of a table that holds the texts, or two with a comma for pairs  [default: text]',
      })
      .option('pool', {
        choices: ['average', 'none'] as const,
        default: 'average' as const,
        describe:
          'Average over the feature map, or write the whole map; of texts, what the network is used with',
      })
      .option('offline', offlineOption)
      .option('to', {
        type: 'string',
        array: true,
        nargs: 2,
        describe: 'Format and file: --to npy FILE or --to csv FILE  [default: csv on stdout]',
      })
      .check(({ to }) => {
        if (to === undefined) return true;
        if (to.length !== 2 || !['npy', 'csv'].includes(String(to[0]))) {
          throw new Error('--to takes a format, npy or csv, and a file: --to npy features.npy');
        }
        if (to[0] !== 'npy' || undisguised(to[1]) !== '-') return true;
        throw new Error('--to npy takes a file; only csv goes to standard output.');
      }),
  async run(args, context) {
    const { writeFeatures } = await import('./write-features.js');
    return writeFeatures(args, context);
  },
});
