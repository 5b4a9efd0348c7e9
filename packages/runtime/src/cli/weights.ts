import { defineCommand } from './command.js';

export const weightsCommand = defineCommand({
  usage: 'weights <file>',
  summary: 'Show what a weight file holds, what wrote it and which backbone it fits',
  options: (yargs) =>
    yargs
      .positional('file', {
        type: 'string',
        demandOption: true,
        describe: 'A weight file of any format that is read, or the folder of a model',
      })
      .option('format', { choices: ['text', 'json'] as const, default: 'text' as const }),
  async run({ file, format }, context) {
    const { resolve } = await import('node:path');
    const { describeWeights } = await import('./describe-weights.js');
    const { renderWeights } = await import('./weights-text.js');
    const described = await describeWeights(resolve(context.cwd, file));
    context.out.write(
      format === 'json' ? `${JSON.stringify(described)}\n` : renderWeights(described, context.colors),
    );
    return 0;
  },
});
