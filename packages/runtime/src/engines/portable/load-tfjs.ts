import type { Tfjs } from '../../ops/kernel.js';

let loaded: Promise<Tfjs> | undefined;

/** Plain tfjs, on its JavaScript backend where nothing native is loaded: works wherever Node does. */
export function loadTfjs(): Promise<Tfjs> {
  loaded ??= (async () => {
    const tf = await import('@tensorflow/tfjs');
    tf.env().set('PROD', true); // tfjs advertises tfjs-node on the console otherwise.
    // Where tfjs-node was loaded before, its backend is there already and much faster.
    if (!tf.findBackend('tensorflow')) await tf.setBackend('cpu');
    await tf.ready();
    return tf;
  })();
  return loaded;
}
