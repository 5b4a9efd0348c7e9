import { defineCommand } from './command.js';

export const newCommand = defineCommand({
  usage: 'new <dir>',
  summary: 'Write a first .tlp file for your data',
  options: (yargs) =>
    yargs
      .positional('dir', {
        type: 'string',
        demandOption: true,
        describe: 'A folder with one folder per class, or with a table in or beside it; or a table of texts',
      })
      .option('out', {
        type: 'string',
        nargs: 1,
        describe: 'The file to write; - for standard output  [default: NAME.tlp in this folder]',
      })
      .option('backbone', {
        type: 'string',
        nargs: 1,
        describe:
          'The backbone to start from; for texts the folder of a network, its repository on Hugging Face, or a file of vectors of words  [default: efficientnet_lite0 for images]',
      }),
  async run(args, context) {
    const { stat } = await import('node:fs/promises');
    const { basename, dirname, parse, relative, resolve } = await import('node:path');
    const { formatText, resolveText } = await import('@tlp/language/compile-text.js');
    const { fail } = await import('@tlp/language/diagnostic.js');
    const { proposalFor } = await import('./propose.js');
    const { writeFileAtomic } = await import('../files/atomic.js');
    const { proposedBackbone } = await import('./proposed-backbone.js');
    const { near } = await import('./near.js');
    const { fetchDescription } = await import('./repositories.js');
    const { printWarnings } = await import('./print-warnings.js');
    const { shellCommand } = await import('../shell-quote.js');
    const { pipelineName } = await import('./pipeline-name.js');
    const folder = resolve(context.cwd, args.dir);
    const { name: stem } = parse(folder);
    const name = pipelineName((await stat(folder).catch(() => null))?.isFile() ? stem : basename(folder));
    const printed = args.out === '-';
    const file = resolve(context.cwd, printed || args.out === undefined ? `${name}.tlp` : args.out);
    // A pipeline that is given as data is told to be none.
    if (!printed && file !== folder && (await stat(file).catch(() => null))) {
      throw fail('TLP878', `${file} already exists.`, 'Choose another file with --out.', {
        file,
        exitCode: 2,
      });
    }
    const proposal = await proposalFor(folder);
    if (args.backbone !== undefined) await fetchDescription(args.backbone, context);
    const backbone = proposedBackbone(args.backbone, proposal, context.cwd);
    const seen = (other: string) => relative(dirname(file), other).replaceAll('\\', '/') || '.';
    const text = await formatText(await proposal.text(name, backbone, seen));
    const { diagnostics } = await resolveText(text, { file, env: context.env });
    const wrong = diagnostics.find(({ severity }) => severity === 'error');
    if (wrong) throw new Error(`tlp new wrote a wrong pipeline: ${wrong.message}`);
    if (printed) context.out.data(text);
    else await writeFileAtomic(file, text);
    await printWarnings([...proposal.warnings, ...diagnostics], context);
    if (printed) return 0;
    const shown = near(file, context.cwd);
    const what = proposal.summary((path) => near(path, context.cwd));
    context.out.news(`Wrote ${shown}: ${what}.\n`);
    context.err.write(
      `Review it, then run: ${shellCommand(['tlp', 'plan', shown])}, then ${shellCommand(['tlp', 'run', shown])}\n`,
    );
    return 0;
  },
});
