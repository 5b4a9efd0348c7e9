import { defineCommand } from './command.js';

export const checkCommand = defineCommand({
  usage: 'check <files..>',
  summary: 'Find the mistakes in .tlp files without running them',
  options: (yargs) =>
    yargs
      .positional('files', { type: 'string', array: true, demandOption: true, describe: 'The .tlp files' })
      .option('format', { choices: ['text', 'json', 'sarif'] as const, default: 'text' as const })
      .option('data', { type: 'boolean', default: false, describe: 'Look at the pictures too' })
      .option('set', {
        type: 'string',
        array: true,
        nargs: 1,
        default: [] as string[],
        describe: 'Set a value before checking: --set schedule.tune.epochs=3',
      }),
  async run(args, context) {
    const { checkFile } = await import('./read-pipeline.js');
    const { renderDiagnostics } = await import('./diagnostics-text.js');
    const checked = [];
    for (const path of args.files) checked.push(await checkFile(path, context, args.set));
    const diagnostics = checked.flatMap((file) => file.diagnostics);
    if (args.data) {
      const { checkData } = await import('./check-data.js');
      for (const pipeline of checked.flatMap((file) => file.pipelines)) {
        diagnostics.push(...(await checkData(pipeline)));
      }
    }
    const errors = diagnostics.filter((d) => d.severity === 'error').length;
    const warnings = diagnostics.filter((d) => d.severity === 'warning').length;
    if (args.format === 'json') {
      const { toJson } = await import('./diagnostics-json.js');
      context.out.write(`${JSON.stringify(toJson(diagnostics))}\n`);
    } else if (args.format === 'sarif') {
      const { toSarif } = await import('./sarif.js');
      context.out.write(`${JSON.stringify(toSarif(diagnostics, context.cwd), null, 2)}\n`);
    } else {
      if (diagnostics.length > 0) {
        context.out.write(`${await renderDiagnostics(diagnostics, context.colors, context.cwd)}\n\n`);
      }
      const found = [plural(errors, 'error'), plural(warnings, 'warning')].join(', ');
      context.out.write(`${plural(checked.length, 'file')} checked: ${found}.\n`);
    }
    return errors > 0 ? 1 : 0;
  },
});

const plural = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;
