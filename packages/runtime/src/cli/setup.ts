import { type Context, defineCommand } from './command.js';

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
      .option('format', { choices: ['text', 'json'] as const, default: 'text' as const }),
  async run(args, context) {
    await fetchPublished(args.backbone, context);
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

/** The first source of each backbone, which is what a pipeline gets that names none. */
async function fetchPublished(names: readonly string[], context: Context): Promise<void> {
  if (names.length === 0) return;
  const { backboneNamed } = await import('./describe-backbone.js');
  const { fetchWeights } = await import('../weights/fetch.js');
  for (const name of names) {
    const [source] = backboneNamed(name).sources;
    if (!source) continue;
    const { path } = await fetchWeights(source, { label: `${name}'s ${source.name} weights` });
    context.err.write(`The ${source.name} weights of ${name} are in ${path}\n`);
  }
}
