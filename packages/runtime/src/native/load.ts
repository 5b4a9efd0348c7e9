import { type SetupOptions, setupNative } from './install.js';
import { bindingOf } from './installed.js';
import { redirectBinding, restoreUtil } from './redirect.js';

export type TensorFlow = typeof import('@tensorflow/tfjs-node');

let loading: Promise<TensorFlow> | undefined;

/**
 * tfjs-node on TensorFlow's native library, which is set up first where it is missing. The same module every time.
 * Throws TLP750–TLP753 where the library cannot be had.
 */
export function loadTensorFlow(options: Pick<SetupOptions, 'onProgress'> = {}): Promise<TensorFlow> {
  loading ??= load(options).catch((error) => {
    // A later call may find what was missing now.
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(options: SetupOptions): Promise<TensorFlow> {
  const installation = await setupNative(options);
  // TensorFlow reads these once, when its library is loaded. It leaves oneDNN off on AMD and on older Intel
  // processors, where it is worth a factor of 1.5 to 2 on convolutions.
  process.env.TF_ENABLE_ONEDNN_OPTS ??= '1';
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  restoreUtil();
  redirectBinding(bindingOf(installation));
  const module = (await import('@tensorflow/tfjs-node')) as TensorFlow & { default?: TensorFlow };
  const tf = module.default ?? module;
  // Without it tfjs prints advice to install what is already in use.
  tf.env().set('PROD', true);
  return tf;
}
