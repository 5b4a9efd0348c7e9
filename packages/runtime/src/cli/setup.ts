import { defineCommand } from './command.js';
import { offlineOption } from './options.js';

export const setupCommand = defineCommand({
  usage: 'setup',
  summary: "Set TensorFlow's native library up ahead of time, once a user",
  options: (yargs) =>
    yargs
      .option('force', {
        type: 'boolean',
        default: false,
        describe: 'Rebuild it even if it is already there',
      })
      .option('backbone', {
        type: 'string',
        array: true,
        default: [],
        describe: 'Also download the published weights of these backbones',
      })
      .option('offline', offlineOption)
      .option('format', { choices: ['text', 'json'] as const, default: 'text' as const }),
  async run(args, context) {
    const { fetchNamed } = await import('./weights-fetch.js');
    const { fetched, failure } = await fetchNamed(args.backbone, context);
    for (const { name, path } of fetched) context.err.write(`The weights ${name} are in ${path}\n`);
    if (failure) throw failure;
    const { setupNative } = await import('../native/install.js');
    const { setupProgress } = await import('./setup-progress.js');
    const progress = setupProgress(context.err);
    const installation = await setupNative({
      onProgress: progress.show,
      env: { ...context.env },
      force: args.force,
    }).finally(progress.end);
    context.out.news(
      args.format === 'json'
        ? `${JSON.stringify(installation)}\n`
        : `TensorFlow ${installation.tensorflow} is set up in ${installation.folder}\n`,
    );
    return 0;
  },
});
