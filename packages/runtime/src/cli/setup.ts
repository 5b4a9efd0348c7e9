import { defineCommand } from './command.js';

export const setupCommand = defineCommand({
  usage: 'setup',
  summary: "Set TensorFlow's native library up ahead of time, once a user",
  options: (yargs) =>
    yargs
      .option('force', { type: 'boolean', default: false, describe: 'Build it anew even if it is there' })
      .option('format', { choices: ['text', 'json'] as const, default: 'text' as const }),
  async run(args, context) {
    const { setupNative } = await import('../native/install.js');
    const { setupProgress } = await import('./setup-progress.js');
    const progress = setupProgress(context.err);
    const installation = await setupNative({
      onProgress: progress.show,
      env: { ...context.env },
      force: args.force,
    }).finally(progress.end);
    context.out.write(
      args.format === 'json'
        ? `${JSON.stringify(installation)}\n`
        : `TensorFlow ${installation.tensorflow} is set up in ${installation.folder}\n`,
    );
    return 0;
  },
});
