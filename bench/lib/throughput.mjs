/** The programs that measure throughput, ours and the peers', with the same flags for all. */
import path from 'node:path';
import { root } from '../../tools/lib/paths.mjs';
import { bundleBench } from './bundle.mjs';
import { flagsOf } from './flags.mjs';
import { measureNode, measurePython } from './measure.mjs';

const python = (file) => path.join(root, 'bench', 'python', file);

/** TensorFlow turns oneDNN on by itself on some processors only; the benchmarks say which, whatever it would do here. */
const kerasEnv = (oneDnn) => ({ TF_CPP_MIN_LOG_LEVEL: '2', TF_ENABLE_ONEDNN_OPTS: oneDnn ? '1' : '0' });

/**
 * Makes `measure` functions, of programs that take the same options: steps of training (`model`, `steps`, `batch`, `size`,
 * `classes`, `rate`, `batch-norm`), or forward passes to the features (`model`, `steps`, `batch`, `size`).
 */
export async function throughputPrograms({ python: interpreter, verbose }) {
  const kinds = {
    training: ['lib/training-steps.ts', 'torch_training.py', 'keras_training.py'],
    forward: ['lib/forward-passes.ts', 'torch_forward.py', 'keras_forward.py'],
  };
  const made = Object.entries(kinds).map(async ([kind, [ours, torch, keras]]) => {
    const bundle = await bundleBench(ours);
    const programs = {
      tlp: (options) => () => measureNode([bundle, ...flagsOf(options)], { verbose }),
      pytorch: (options) => () =>
        measurePython(interpreter, [python(torch), ...flagsOf(options)], { verbose }),
      keras:
        (options, { oneDnn = true } = {}) =>
        () =>
          measurePython(interpreter, [python(keras), ...flagsOf(options)], {
            env: kerasEnv(oneDnn),
            verbose,
          }),
    };
    return [kind, programs];
  });
  return Object.fromEntries(await Promise.all(made));
}
