import type { ExplainedValue } from '@tlp/language/plan/explain.js';
import { originText } from '@tlp/language/plan/origin-text.js';
import { defineCommand } from './command.js';
import { pipelineOptions } from './options.js';
import type { Colors } from './output.js';
import { table } from './table.js';

export const explainCommand = defineCommand({
  usage: 'explain <file>',
  summary: 'Print every value of a pipeline and where it comes from',
  options: (yargs) =>
    pipelineOptions(yargs).option('format', { choices: ['text', 'json'] as const, default: 'text' as const }),
  async run(args, context) {
    const { readPipeline } = await import('./read-pipeline.js');
    const { explainPipeline } = await import('@tlp/language/plan/explain.js');
    const pipeline = await readPipeline(args.file, context, { name: args.pipeline, sets: args.set });
    if (args.format === 'json') context.out.write(`${JSON.stringify(pipeline)}\n`);
    else context.out.write(renderValues(explainPipeline(pipeline), pipeline.file, context.colors));
    return 0;
  },
});

function renderValues(values: readonly ExplainedValue[], file: string, c: Colors): string {
  const rows = values.map(({ path, value, origin }) => [path, value, originText(origin, file)]);
  const [head, ...lines] = table([{ title: 'VALUE' }, { title: '' }, { title: 'FROM' }], rows).split('\n');
  const shown = lines.map((line, i) => (values[i]?.origin.kind === 'default' ? c.dim(line) : line));
  return `${[head, ...shown].join('\n')}\n`;
}
