import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { defineCommand } from './command.js';

export const formatCommand = defineCommand({
  usage: 'format <files..>',
  summary: 'Lay out .tlp files in the one standard way',
  options: (yargs) =>
    yargs
      .positional('files', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'The .tlp files, or folders of them',
      })
      .option('check', { type: 'boolean', default: false, describe: 'Change nothing; 1 where it would' }),
  async run(args, context) {
    const { formatText } = await import('@tlp/language/compile-text.js');
    const { writeFileAtomic } = await import('../files/atomic.js');
    const { TlpError } = await import('@tlp/language/diagnostic.js');
    const { checkFile } = await import('./read-pipeline.js');
    const { expandSources } = await import('./sources.js');
    let changed = 0;
    for (const path of await expandSources(args.files, context.cwd)) {
      const { file, text, diagnostics } = await checkFile(path, context);
      const broken = diagnostics.filter(isSyntaxError);
      if (broken.length > 0) throw new TlpError(broken);
      const formatted = await formatText(text);
      if (formatted === text) continue;
      changed++;
      if (!args.check) await writeFileAtomic(file, formatted);
      context.out.write(`${args.check ? 'would format' : 'formatted'} ${path}\n`);
    }
    return args.check && changed > 0 ? 1 : 0;
  },
});

/** Text that does not parse has no layout; every other mistake may wait. */
const isSyntaxError = ({ code, severity }: Diagnostic) => severity === 'error' && code.startsWith('TLP0');
