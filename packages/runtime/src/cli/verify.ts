import { defineCommand } from './command.js';

export const verifyCommand = defineCommand({
  usage: 'verify <run>',
  summary: 'Check that the files of a run are as the run wrote them',
  options: (yargs) =>
    yargs
      .positional('run', { type: 'string', demandOption: true, describe: 'The run directory' })
      .option('format', { choices: ['text', 'json'] as const, default: 'text' as const }),
  async run(args, context) {
    const { resolve } = await import('node:path');
    const { verifyRun } = await import('../train/verify-run.js');
    const { renderDiagnostics } = await import('./diagnostics-text.js');
    const { table } = await import('./table.js');
    const { bytes } = await import('../units.js');
    const run = resolve(context.cwd, args.run);
    const { status, files } = await verifyRun(run);
    const problems = files.flatMap(({ problem }) => problem ?? []);
    if (args.format === 'json') {
      const lines = files.map(({ problem, ...file }) => ({
        ...file,
        fine: problem === null,
        ...(problem && { code: problem.code, message: problem.message, remedy: problem.remedy }),
      }));
      context.out.write(`${JSON.stringify({ run, status, files: lines })}\n`);
      return problems.length === 0 ? 0 : 1;
    }
    const rows = files.map(({ file, bytes: size, problem }) => [
      file,
      size === null ? '' : bytes(size),
      problem === null ? 'fine' : size === null ? 'missing' : 'damaged',
    ]);
    const columns = [{ title: 'file' }, { title: 'size', align: 'right' }, { title: '' }] as const;
    context.out.write(`${table(columns, rows)}\n`);
    if (problems.length > 0) {
      context.err.write(`\n${await renderDiagnostics(problems, context.errColors, context)}\n`);
      return 1;
    }
    context.err.write(
      `\nAll files are as the run wrote them${status === 'running' ? '; the run has not finished' : ''}.\n`,
    );
    return 0;
  },
});
