import { defineCommand } from './command.js';
import { offlineOption } from './options.js';

export const weightsCommand = defineCommand({
  usage: 'weights <what..>',
  summary: 'Show what a weight file holds and which backbone it fits, or fetch published weights',
  options: (yargs) =>
    yargs
      .positional('what', {
        type: 'string',
        array: true,
        demandOption: true,
        describe:
          'A weight file of any format that is read, or the folder of a model; or: fetch NAME[:WEIGHTS]…, fetch ORG/NAME[@REVISION]…',
      })
      .option('all', {
        type: 'boolean',
        default: false,
        describe: 'fetch: all weights of the backbones; of every backbone, where none is named',
      })
      .option('folder', {
        type: 'string',
        nargs: 1,
        describe: 'fetch: into this folder instead of the cache, for a computer without a network',
      })
      .option('offline', offlineOption)
      .option('format', { choices: ['text', 'json'] as const, default: 'text' as const })
      .check(({ what: [first, ...names], all, folder }) => {
        if (first === 'fetch') {
          if (names.length === 0 && !all) throw new Error('Name a backbone, or write --all.');
          return true;
        }
        if (names.length > 0) throw new Error('Give one file; or write: tlp weights fetch NAME');
        if (all || folder !== undefined) throw new Error('Only tlp weights fetch takes --all and --folder.');
        return true;
      }),
  async run({ what: [first = '', ...names], ...args }, context) {
    if (first === 'fetch') {
      const { writeFetched } = await import('./weights-fetch.js');
      return writeFetched({ names, ...args }, context);
    }
    const { resolve } = await import('node:path');
    const { describeWeights } = await import('./describe-weights.js');
    const { renderWeights } = await import('./weights-text.js');
    const described = await describeWeights(resolve(context.cwd, first));
    context.out.write(
      args.format === 'json' ? `${JSON.stringify(described)}\n` : renderWeights(described, context.colors),
    );
    return 0;
  },
});
