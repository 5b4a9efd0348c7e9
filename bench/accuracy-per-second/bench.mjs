/** Accuracy of validation against wall time, from few images to all: ours, PyTorch's tutorial, Keras's guide, fastai's `fine_tune`. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root, tlp } from '../../tools/lib/paths.mjs';
import { must } from '../../tools/lib/run.mjs';
import { flagsOf } from '../lib/flags.mjs';
import { measureLines } from '../lib/measure.mjs';
import { learningPoints } from '../lib/points.mjs';
import { seeded } from '../lib/seeded.mjs';
import { emojiData } from '../lib/tlp-run.mjs';
import { picture } from './picture.mjs';
import { subset } from './subsets.mjs';

export const title =
  'emoji images, EfficientNet-Lite0 at 128 px: accuracy of validation against wall time, some images of each class; seeds 1, 2, 3 …';
export const unit = '%';
export const usesPeers = true;
/** `each`: training images of a class, 0 for all. */
export const defaults = { each: 20, 'peer-epochs': 10 };

const here = path.join(root, 'bench', 'accuracy-per-second');
const work = path.join(root, 'bench', 'dist', 'accuracy');

export async function contestants({ each, python, verbose, ...settings }) {
  const data = path.join(root, emojiData);
  await mkdir(work, { recursive: true });
  const contestant = (name, run) =>
    seeded(name, async (seed) => {
      const folder = await subset(data, work, each, seed);
      const { points, test, wallSeconds } = await run(folder, seed);
      const best = Math.max(...points.map(({ validation }) => validation));
      const note = `test ${(100 * test).toFixed(1)}%, ${points.at(-1).seconds.toFixed(1)} s`;
      return { value: 100 * best, test, seconds: points.at(-1).seconds, points, note, wallSeconds };
    });
  const peer = (script, more) => (data, seed) =>
    theirs(python, [path.join(root, 'bench', script), ...flagsOf({ data, seed, ...more })], verbose);
  const epochs = settings['peer-epochs'];
  return [
    contestant('tlp new', async (folder, seed) =>
      ours(await proposed(folder), 'emoji', folder, seed, verbose),
    ),
    ...['solve', 'solve_and_tune', 'fine_tune'].map((name) =>
      contestant(`tlp ${name}`, (folder, seed) =>
        ours(path.join(here, 'emoji.tlp'), name, folder, seed, verbose),
      ),
    ),
    contestant(
      'PyTorch tutorial',
      peer('emoji-head/pytorch.py', { phase: 'head', epochs, 'measured-epochs': epochs }),
    ),
    contestant('Keras guide', peer('accuracy-per-second/keras_guide.py', { 'head-epochs': epochs })),
    contestant('fastai fine_tune', peer('accuracy-per-second/fastai_fine_tune.py')),
  ];
}

/** What `tlp new` writes for the images. */
async function proposed(folder) {
  const file = path.join(work, 'emoji.tlp');
  const args = [tlp, 'new', folder, '--out', '-', '--backbone', 'efficientnet_lite0'];
  const { output } = await must(process.execPath, args, { capture: true, cwd: work });
  await writeFile(file, output.replace(/^pipeline \S+/m, 'pipeline emoji'));
  return file;
}

const ours = (file, pipeline, data, seed, verbose) =>
  learningPoints(file, pipeline, { score: 'accuracy', seed, env: { TLP_BENCH_DATA: data }, verbose });

/** Their clock starts once the libraries and the weights are loaded; ours with the process. */
async function theirs(command, args, verbose) {
  const { lines, wallSeconds } = await measureLines(command, args, { verbose });
  const said = lines.map(({ line }) => line);
  return { points: said.slice(0, -1), test: said.at(-1).test, wallSeconds };
}

export const claims = [above, asFastai, soonerThanFastai];

/** The picture of the README. */
export const draw = (result) => writeFile(path.join(root, 'docs', 'images', 'accuracy.svg'), picture(result));

/** At each time at which a peer has a point, the best of ours by then, with the same images, is at least as good. */
function above(_, samples) {
  const of = (own) =>
    Object.entries(samples).flatMap(([name, rounds]) => (name.startsWith('tlp') === own ? [rounds] : []));
  const [ours, peers] = [of(true), of(false)];
  const seen = peers.flatMap((rounds) =>
    rounds.flatMap(({ points }, round) => points.map((point) => ({ point, round }))),
  );
  const below = seen.filter(({ point, round }) => {
    const own = ours.flatMap((rounds) => rounds[round]?.points ?? []);
    return !own.some(({ seconds, validation }) => seconds <= point.seconds && validation >= point.validation);
  });
  return {
    claim: 'points of the others that lie above our curve',
    target: '0',
    measured: `${below.length} of ${seen.length}`,
    met: below.length === 0,
  };
}

/** fastai's recipe in TLP comes as far as in fastai: no further below than seeds differ. */
function asFastai(_, samples) {
  const [own, peer] = ['tlp fine_tune', 'fastai fine_tune'].map(
    (name) => samples[name]?.map((one) => one.test) ?? [],
  );
  const mean = (all) => all.reduce((sum, one) => sum + one, 0) / all.length;
  const spread = Math.max(...peer) - Math.min(...peer);
  const difference = mean(own) - mean(peer);
  const points = (share) => `${(100 * share).toFixed(1)}`;
  return {
    claim: 'test accuracy of fine_tune against that of fastai, means',
    target: `≥ −${points(spread)} points, as far as its seeds lie apart`,
    measured: `${points(difference)} points`,
    met: difference >= -spread,
  };
}

function soonerThanFastai(medians) {
  const [own, peer] = ['tlp fine_tune', 'fastai fine_tune'].map((name) => medians[name]?.seconds);
  return {
    claim: 'time of fine_tune against that of fastai',
    target: '≤ 0.33×',
    measured: `${(own / peer).toFixed(2)}×`,
    met: own <= peer / 3,
  };
}
