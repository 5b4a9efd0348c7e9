import type { Survey } from '../modalities/modality.js';
import { defineCommand } from './command.js';
import { verifyOption } from './options.js';
import type { CheckedFile } from './read-pipeline.js';

export const checkCommand = defineCommand({
  usage: 'check <files..>',
  summary: 'Find mistakes in .tlp files without running them',
  options: (yargs) =>
    yargs
      .positional('files', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: '.tlp files or folders; - for standard input',
      })
      .option('format', { choices: ['text', 'json', 'sarif'] as const, default: 'text' as const })
      .option('data', { type: 'boolean', default: false, describe: 'Also read and compare all examples' })
      .option('verify', verifyOption)
      .option('set', {
        type: 'string',
        array: true,
        nargs: 1,
        default: [] as string[],
        describe: 'Set a value before checking: --set schedule.tune.epochs=3',
      }),
  async run(args, context) {
    const { checkFile } = await import('./read-pipeline.js');
    const { forEach } = await import('./left-out.js');
    const { expandSources } = await import('./sources.js');
    const { commandLineBudget: look } = await import('@tlp/language/data/look.js');
    const { renderDiagnostics } = await import('./diagnostics-text.js');
    const { counted } = await import('@tlp/language/quantities.js');
    const checked: CheckedFile[] = [];
    const paths = await expandSources(args.files, context.cwd);
    const missing = await forEach(paths, async (path) => {
      checked.push(await checkFile(path, context, args.set, { look }));
    });
    const diagnostics = [...checked.flatMap((file) => file.diagnostics), ...missing];
    const surveys: (Pick<Survey, 'text' | 'facts'> & { readonly pipeline: string })[] = [];
    const suppressed = checked.flatMap((file) => file.suppressed);
    if (args.data) {
      const { checkData } = await import('./check-data.js');
      for (const file of checked) {
        // What the names in the folder have told already needs no second message.
        const told = new Set(
          [...file.diagnostics, ...file.suppressed.map((s) => s.diagnostic)].map((d) => d.code),
        );
        for (const pipeline of file.pipelines) {
          const { diagnostics: found, survey } = await checkData(pipeline);
          diagnostics.push(...found.filter(({ code }) => !told.has(code)));
          if (survey) surveys.push({ pipeline: pipeline.name, ...survey });
        }
      }
    }
    const errors = diagnostics.filter((d) => d.severity === 'error').length;
    const warnings = diagnostics.filter((d) => d.severity === 'warning').length;
    if (args.format === 'json') {
      const { toJson } = await import('./diagnostics-json.js');
      context.out.write(`${JSON.stringify(toJson(diagnostics, suppressed, surveys))}\n`);
    } else if (args.format === 'sarif') {
      const { toSarif } = await import('./sarif.js');
      const { createFixer } = await import('./fixer.js');
      const log = toSarif(diagnostics, context.cwd, { suppressed, fixOf: createFixer(checked) });
      context.out.write(`${JSON.stringify(log, null, 2)}\n`);
    } else {
      if (diagnostics.length > 0) {
        context.out.write(`${await renderDiagnostics(diagnostics, context.colors, context)}\n\n`);
      }
      for (const { pipeline, text } of surveys) context.out.write(`${pipeline}: ${text}\n`);
      const quiet = suppressed.length > 0 ? [`${suppressed.length} suppressed`] : [];
      const found = [counted(errors, 'error'), counted(warnings, 'warning'), ...quiet].join(', ');
      context.out.write(`${counted(checked.length, 'file')} checked: ${found}.\n`);
    }
    return errors > 0 ? 1 : 0;
  },
});
