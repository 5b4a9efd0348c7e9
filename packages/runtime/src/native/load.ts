import { fail } from '@tlp/language/diagnostic.js';
import { type SetupOptions, setupNative } from './install.js';
import { bindingOf } from './installed.js';
import { requireProc } from './proc.js';
import { redirectBinding, restoreUtil } from './redirect.js';

export type TensorFlow = typeof import('@tensorflow/tfjs-node');

let loading: Promise<TensorFlow> | undefined;

/**
 * tfjs-node on TensorFlow's native library, which is set up first where it is missing. The same module every time.
 * @throws TlpError TLP750–TLP753 where the library cannot be had, TLP754 where it does not load, TLP758 where it is damaged,
 *   TLP760 where the computer lacks what it needs
 */
export function loadTensorFlow(options: Pick<SetupOptions, 'onProgress'> = {}): Promise<TensorFlow> {
  loading ??= load(options).catch((error: unknown) => {
    // A later call may find what was missing now.
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(options: SetupOptions): Promise<TensorFlow> {
  await requireProc();
  const installation = await setupNative(options);
  prepareEnvironment(process.env);
  restoreUtil();
  redirectBinding(bindingOf(installation));
  try {
    const module = (await import('@tensorflow/tfjs-node')) as TensorFlow & { default?: TensorFlow };
    const tf = module.default ?? module;
    // Without it tfjs prints advice to install what is already in use.
    tf.env().set('PROD', true);
    return tf;
  } catch (cause) {
    const reason = (cause as Error).message.split('\n')[0];
    throw fail(
      'TLP754',
      `TensorFlow's library in ${installation.folder} cannot be loaded: ${reason}.`,
      'Run "tlp setup --force" to rebuild it.',
      { exitCode: 2, cause },
    );
  }
}

/**
 * TensorFlow reads these once, when its library is loaded. It leaves oneDNN off on AMD and on older Intel processors,
 * where it is worth a factor of 1.5 to 2 on convolutions.
 */
export function prepareEnvironment(env: NodeJS.ProcessEnv): void {
  env.TF_ENABLE_ONEDNN_OPTS ??= '1';
  env.TF_CPP_MIN_LOG_LEVEL ??= '2';
}
