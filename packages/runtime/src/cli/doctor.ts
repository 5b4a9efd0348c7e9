import { defineCommand } from './command.js';

export const doctorCommand = defineCommand({
  usage: 'doctor',
  summary: 'Say which native libraries are in use, what is missing and what to do about it',
  options: (yargs) =>
    yargs.option('format', { choices: ['text', 'json'] as const, default: 'text' as const }),
  async run(args, context) {
    const { nativeStatus } = await import('../native/status.js');
    const { renderStatus } = await import('./doctor-text.js');
    const status = await nativeStatus({ ...context.env });
    context.out.write(
      args.format === 'json' ? `${JSON.stringify(status)}\n` : renderStatus(status, context.colors),
    );
    return status.problems.some((problem) => problem.severity === 'error') ? 2 : 0;
  },
});
