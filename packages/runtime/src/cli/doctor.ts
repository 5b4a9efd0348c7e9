import type { NativeStatus } from '../native/status.js';
import { defineCommand } from './command.js';

export const doctorCommand = defineCommand({
  usage: 'doctor',
  summary: 'Show which native libraries are in use, what is missing and how to fix it',
  options: (yargs) =>
    yargs.option('format', { choices: ['text', 'json'] as const, default: 'text' as const }),
  async run(args, context) {
    const { nativeStatus } = await import('../native/status.js');
    const { renderStatus } = await import('./doctor-text.js');
    const status = await withSelfTest(await nativeStatus({ ...context.env }));
    context.out.write(
      args.format === 'json' ? `${JSON.stringify(status)}\n` : renderStatus(status, context.colors),
    );
    return status.problems.some((problem) => problem.severity === 'error') ? 2 : 0;
  },
});

/** A library that loaded in a process of its own is asked to compute in this one, as training would. */
async function withSelfTest(status: NativeStatus): Promise<NativeStatus> {
  if (!status.tensorflowLoads) return status;
  const { selfTest } = await import('../native/self-test.js');
  const wrong = await selfTest();
  if (wrong === undefined) return status;
  const remedy = 'Run "tlp setup --force" to rebuild it.';
  const problem = { severity: 'error', message: `TensorFlow does not compute: ${wrong}`, remedy } as const;
  return { ...status, tensorflowLoads: false, problems: [problem, ...status.problems] };
}
