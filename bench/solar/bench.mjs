/** The solar example: a number to predict, all frozen and then the top trained. */
import path from 'node:path';
import { root } from '../../tools/lib/paths.mjs';
import { must } from '../../tools/lib/run.mjs';
import { faster, noMoreError, noMoreMemory } from '../lib/claims.mjs';
import { flagsOf } from '../lib/flags.mjs';
import { measurePython } from '../lib/measure.mjs';
import { emptyStore, train } from '../lib/tlp-run.mjs';

export const title =
  'solar cells, defect probability: EfficientNet-Lite0, head on frozen features, then tuning above block 5';
export const unit = 's';
export const usesPeers = true;
export const defaults = { 'head-epochs': 20, 'tune-epochs': 5, size: 160 };

const peer = 'Keras';
const here = path.join(root, 'bench', 'solar');
const example = path.join(root, 'examples', 'solar');

export async function contestants({ size, python, verbose, ...epochs }) {
  await must(process.execPath, [path.join(example, 'get-data.mjs')]);
  return [
    {
      name: 'tlp',
      measure: async () => {
        const store = await emptyStore();
        try {
          return await ours({ size, verbose, epochs, cache: store.folder });
        } finally {
          await store.remove();
        }
      },
    },
    {
      name: peer,
      measure: () => keras({ size, python, verbose, epochs }),
    },
  ];
}

async function ours({ size, verbose, epochs, cache }) {
  const { wallSeconds, peakBytes, phases, metrics } = await train({
    file: path.join(here, 'solar.tlp'),
    pipeline: 'head_then_tune',
    sets: {
      'backbone.input': `${size}px`,
      'schedule.head.epochs': epochs['head-epochs'],
      'schedule.tune.epochs': epochs['tune-epochs'],
    },
    cache,
    verbose,
  });
  const [headSeconds, tuneSeconds] = phases.map(({ seconds }) => seconds);
  const { scores } = metrics.test;
  return {
    value: headSeconds + tuneSeconds,
    headSeconds,
    tuneSeconds,
    ...noted(scores),
    wallSeconds,
    peakBytes,
  };
}

async function keras({ size, python, verbose, epochs }) {
  const options = { data: path.join(example, 'data', 'solar'), size, ...epochs };
  const { test, ...sample } = await measurePython(
    python,
    [path.join(here, 'keras_solar.py'), ...flagsOf(options)],
    // oneDNN on: Keras at its best.
    { env: { TF_CPP_MIN_LOG_LEVEL: '2', TF_ENABLE_ONEDNN_OPTS: '1' }, verbose },
  );
  return { ...sample, ...noted(test) };
}

const noted = ({ mae, rmse, r2, spearman }) => ({
  test: { mae, rmse, r2, spearman },
  note: `test MAE ${mae.toFixed(3)}, RMSE ${rmse.toFixed(3)}, Spearman ${spearman.toFixed(3)}`,
});

export const claims = [
  faster('tlp', peer, 2, { unit, aim: true }),
  // The scores of two seeds differ by a few percent.
  noMoreError('tlp', peer, 'rmse', 1.05),
  noMoreMemory('tlp', peer),
];
