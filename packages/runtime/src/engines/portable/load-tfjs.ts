import type { Tfjs } from '../../ops/kernel.js';

let loaded: Promise<Tfjs> | undefined;

/** Plain tfjs, on its JavaScript backend where nothing native is loaded: works wherever Node does. */
export function loadTfjs(): Promise<Tfjs> {
  loaded ??= (async () => {
    const module = (await import('@tensorflow/tfjs')) as Tfjs & { default?: Tfjs };
    // Bundled, the CommonJS module stands under `default` alone.
    const tf = module.default ?? module;
    tf.env().set('PROD', true); // tfjs advertises tfjs-node on the console otherwise.
    // Where tfjs-node was loaded before, its backend is there already and much faster.
    if (!tf.findBackend('tensorflow')) await tf.setBackend('cpu');
    await tf.ready();
    return tf;
  })();
  return loaded;
}
