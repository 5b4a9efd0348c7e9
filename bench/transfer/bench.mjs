/** What transfer gives: the same network from ImageNet's weights and from random ones, with few and many images, and in another domain. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../tools/lib/paths.mjs';
import { must } from '../../tools/lib/run.mjs';
import { subset } from '../accuracy-per-second/subsets.mjs';
import { learningPoints } from '../lib/points.mjs';
import { seeded } from '../lib/seeded.mjs';
import { emojiData } from '../lib/tlp-run.mjs';

export const title =
  'the transfer example: from weights of ImageNet and from random ones; emoji, 20 of a class and all, and solar cells; seeds 1, 2, 3 …';
export const unit = '%';
export const usesPeers = false;
/** `few`: images of a class. */
export const defaults = { few: 20 };

const example = path.join(root, 'examples', 'transfer');
const file = path.join(example, 'transfer.tlp');
const work = path.join(root, 'bench', 'dist', 'transfer');

/** The best of validation is the figure: accuracy of emoji, and of the cells the share of what differs that is explained. */
export async function contestants({ few, verbose }) {
  await must(process.execPath, [path.join(example, 'get-data.mjs')]);
  await mkdir(work, { recursive: true });
  const emoji = async (each, seed) => ({
    TLP_BENCH_DATA: await subset(path.join(root, emojiData), work, each, seed),
  });
  const tasks = {
    [`emoji, ${few} a class`]: { name: 'things', score: 'accuracy', env: (seed) => emoji(few, seed) },
    'emoji, all': { name: 'things', score: 'accuracy', env: (seed) => emoji(0, seed) },
    'solar cells': { name: 'cells', score: 'r2', env: async () => ({}) },
  };
  return Object.entries(tasks).flatMap(([title, { name, score, env }]) =>
    ['with', 'without'].map((how) =>
      seeded(`${title}, ${how}`, async (seed) => {
        const options = { score, seed, env: await env(seed), verbose };
        const { points, test, wallSeconds } = await learningPoints(file, `${name}_${how}`, options);
        const value = 100 * bestBy(points, Number.POSITIVE_INFINITY);
        const { seconds } = points.at(-1);
        return {
          ...{ value, test, seconds, points, wallSeconds },
          note: `test ${(100 * test).toFixed(1)}%, ${seconds.toFixed(1)} s`,
        };
      }),
    ),
  );
}

const bestBy = (points, most) =>
  Math.max(
    Number.NEGATIVE_INFINITY,
    ...points.flatMap(({ seconds, validation }) => (seconds <= most ? validation : [])),
  );

/** What the random start has reached when the other one has ended, and whether it gets there at all. */
const compared = (task) => (medians) => {
  const [own, other] = ['with', 'without'].map((how) => medians[`${task}, ${how}`]);
  const then = other && own && bestBy(other.points, own.seconds);
  const reached = other?.points.find(({ validation }) => 100 * validation >= own.value);
  return {
    claim: `${task}: validation without, when the run with transfer has ended with ${own?.value.toFixed(1)}%`,
    target: 'less',
    measured: `${Number.isFinite(then) ? `${(100 * then).toFixed(1)}%` : 'no epoch done'}; ${reached ? `as good after ${reached.seconds.toFixed(0)} s` : `never as good in ${other?.seconds.toFixed(0)} s`}`,
    met: !(100 * then >= own?.value),
  };
};

export const claims = ['emoji, 20 a class', 'emoji, all', 'solar cells'].map(compared);
