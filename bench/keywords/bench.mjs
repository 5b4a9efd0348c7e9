/** The head of the keywords example, several labels an image, and PyTorch's loop on the same frozen features. */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { root, tlp } from '../../tools/lib/paths.mjs';
import { must } from '../../tools/lib/run.mjs';
import { asGood } from '../lib/claims.mjs';
import { flagsOf } from '../lib/flags.mjs';
import { measureNode, measurePython } from '../lib/measure.mjs';
import { emptyStore } from '../lib/tlp-run.mjs';

export const title =
  'emoji keywords, 25 labels: a dense layer on frozen EfficientNet-Lite0 at 128 px, batch 32, Adam; test mAP, seeds 1, 2, 3 …';
export const unit = '%';
export const usesPeers = true;
export const defaults = { epochs: 20 };

const here = path.join(root, 'bench', 'keywords');
const example = path.join(root, 'examples', 'keywords');
const data = path.join(example, 'data', 'keywords');
/** The pipelines, by what their loss is called here. */
const losses = { 'cross-entropy': 'cross_entropy', 'focal loss': 'focal' };

export async function contestants({ epochs, python, verbose }) {
  await must(process.execPath, [path.join(example, 'get-data.mjs')]);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-bench-'));
  const store = await emptyStore();
  process.on('exit', () => {
    for (const made of [folder, store.folder]) rmSync(made, { recursive: true, force: true });
  });
  const features = path.join(folder, 'features.npy');
  let written;
  const writeFeatures = () =>
    must(process.execPath, [
      ...[tlp, 'features', 'efficientnet_lite0', path.join(data, 'images'), '--input', '128'],
      ...['--to', 'npy', features],
    ]);
  const runOf = (pipeline, seed) => path.join(folder, `${pipeline}-${seed}`);

  async function ours(pipeline, seed) {
    const file = path.join(here, 'keywords.tlp');
    const { phases, metrics, wallSeconds, peakBytes } = await measureNode(
      [
        ...[tlp, 'run', file, '--pipeline', pipeline, '--json', '--out', runOf(pipeline, seed)],
        ...['--seed', String(seed), '--set', `schedule.head.epochs=${epochs}`],
      ],
      { env: { TLP_CACHE: store.folder }, verbose },
    );
    const [{ seconds, featureSeconds }] = phases;
    return { ...sampleOf(metrics, seconds - featureSeconds), wallSeconds, peakBytes };
  }

  /** On the split of our run, whose weights it first applies to its own features: what comes out must be the same. */
  async function pytorch(pipeline, seed) {
    written ??= writeFeatures();
    await written;
    const options = { features, data, run: runOf(pipeline, seed), loss: pipeline, seed, epochs };
    const { validation, test, trainSeconds, ...sample } = await measurePython(
      python,
      [path.join(here, 'pytorch_head.py'), ...flagsOf(options)],
      { verbose },
    );
    return { ...sample, ...sampleOf({ validation, test }, trainSeconds) };
  }

  return Object.entries(losses).flatMap(([loss, pipeline]) =>
    Object.entries({ tlp: ours, PyTorch: pytorch }).map(([name, train]) => {
      let round = 0;
      return { name: `${name}, ${loss}`, measure: () => train(pipeline, ++round) };
    }),
  );
}

function sampleOf({ validation, test }, trainSeconds) {
  const averagePrecision = ({ scores }) => 100 * scores.mean_average_precision;
  return {
    value: averagePrecision(test),
    validation: averagePrecision(validation),
    microF1: 100 * test.scores.micro_f1,
    macroF1: 100 * test.scores.macro_f1,
    loss: test.loss,
    trainSeconds,
    note:
      `validation ${averagePrecision(validation).toFixed(1)}%, micro F1 ${(100 * test.scores.micro_f1).toFixed(1)}%, ` +
      `macro F1 ${(100 * test.scores.macro_f1).toFixed(1)}%, loss ${test.loss.toFixed(4)}, training ${trainSeconds.toFixed(1)} s`,
  };
}

/** Within what seeds alone do to the mean over three of them. */
export const claims = Object.keys(losses).map((loss) => asGood(`tlp, ${loss}`, `PyTorch, ${loss}`, 1));
