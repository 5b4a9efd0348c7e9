import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { defineCommand } from './command.js';

export const formatCommand = defineCommand({
  usage: 'format <files..>',
  summary: 'Format .tlp files in the standard style',
  options: (yargs) =>
    yargs
      .positional('files', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: '.tlp files or folders; - for standard input',
      })
      .option('check', {
        type: 'boolean',
        default: false,
        describe: 'Change nothing; exit with 1 if a file would change',
      }),
  async run(args, context) {
    const { formatText } = await import('@tlp/language/compile-text.js');
    const { writeFileAtomic } = await import('../files/atomic.js');
    const { TlpError } = await import('@tlp/language/diagnostic.js');
    const { checkFile } = await import('./read-pipeline.js');
    const { forEach, tellLeftOut } = await import('./left-out.js');
    const { expandSources } = await import('./sources.js');
    let changed = 0;
    const format = async (path: string): Promise<void> => {
      const { file, whole, diagnostics } = await checkFile(path, context);
      const broken = diagnostics.filter(isSyntaxError);
      if (broken.length > 0) throw new TlpError(broken);
      const formatted = await formatText(whole);
      if (path === '-' && !args.check) context.out.data(formatted);
      else if (formatted !== whole) {
        changed++;
        if (!args.check) await writeFileAtomic(file, formatted);
        context.out.news(`${args.check ? 'would format' : 'formatted'} ${path}\n`);
      }
    };
    const leftOut = await forEach(await expandSources(args.files, context.cwd), format);
    const status = await tellLeftOut(leftOut, context);
    return args.check && changed > 0 ? 1 : status;
  },
});

/** Text that does not parse has no layout; every other mistake may wait. */
const isSyntaxError = ({ code, severity }: Diagnostic) => severity === 'error' && code.startsWith('TLP0');
