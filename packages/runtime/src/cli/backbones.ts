import { defineCommand } from './command.js';
import { wholeNumber } from './number-option.js';

export const backbonesCommand = defineCommand({
  usage: 'backbones [name]',
  summary: 'List the backbones, or show one with its blocks, shapes and parameters',
  options: (yargs) =>
    yargs
      .positional('name', {
        type: 'string',
        describe:
          'The backbone to show in detail, the path of an .onnx file, of a model.json of TensorFlow.js or of a folder that Transformers wrote, or a repository of Hugging Face (org/name)',
      })
      .option('input', wholeNumber('input', { from: 1, to: 4096 }, 'Input size in pixels, for the shapes'))
      .option('format', { choices: ['text', 'json'] as const, default: 'text' as const }),
  async run(args, context) {
    const { backboneAt, describeBackbone, listBackbones } = await import('./describe-backbone.js');
    const { fetchDescription } = await import('./repositories.js');
    const { renderBackbone, renderList } = await import('./backbones-text.js');
    if (args.name === undefined) {
      const list = listBackbones();
      context.out.write(
        args.format === 'json'
          ? `${JSON.stringify({ backbones: list })}\n`
          : renderList(list, context.colors),
      );
      return 0;
    }
    await fetchDescription(args.name, context);
    const described = describeBackbone(backboneAt(args.name, context.cwd), args.input);
    context.out.write(
      args.format === 'json' ? `${JSON.stringify(described)}\n` : renderBackbone(described, context.colors),
    );
    return 0;
  },
});
