/** A few texts of each class beside SetFit: pairs, then logistic regression; both judge the same test texts. */
import path from 'node:path';
import { root } from '../../tools/lib/paths.mjs';
import { asAccurate, faster, noMoreMemory } from '../lib/claims.mjs';
import { flagsOf } from '../lib/flags.mjs';
import { measurePython } from '../lib/measure.mjs';
import { peerPython } from '../lib/python.mjs';
import { emptyStore, train } from '../lib/tlp-run.mjs';
import { fewOf } from '../text/few.mjs';
import { tableOf } from '../text/tables.mjs';

export const title =
  'a few texts of each class: MiniLM-L6, 20 pairs of each sort a text, one epoch, then logistic regression; seeds 1, 2, 3 …';
export const unit = 's';
/** They have an environment of their own. */
export const usesPeers = false;
/** `corpus`: spam or news. `test`: how many texts are judged at most. */
export const defaults = { corpus: 'spam', test: 400 };

const here = path.join(root, 'bench', 'few-shot');
const shots = [8, 16];

export async function contestants({ corpus, test, verbose }) {
  const { data, model } = await tableOf(corpus, 0);
  const python = process.env.TLP_BENCH_SETFIT ?? (await peerPython(path.join(here, 'requirements.txt')));
  return shots.flatMap((shot) => {
    const seeds = { tlp: 0, SetFit: 0 };
    const table = (seed) => fewOf(data, shot, test, seed);
    return [
      {
        name: `${shot} a class, tlp`,
        measure: async () => ours(await table(++seeds.tlp), model, seeds.tlp, verbose),
      },
      {
        name: `${shot} a class, SetFit`,
        measure: async () => {
          const options = { data: await table(++seeds.SetFit), model, seed: seeds.SetFit };
          const args = [path.join(here, 'setfit_texts.py'), ...flagsOf(options)];
          const sample = await measurePython(python, args, { verbose });
          return { ...sample, note: `test ${(100 * sample.test).toFixed(1)}%` };
        },
      },
    ];
  });
}

async function ours(data, model, seed, verbose) {
  const store = await emptyStore();
  try {
    const { wallSeconds, peakBytes, seconds, metrics } = await train({
      file: path.join(here, 'few-shot.tlp'),
      pipeline: 'few_shot',
      env: { TLP_BENCH_TABLE: data, TLP_BENCH_MODEL: model },
      sets: { 'schedule.seed': seed },
      cache: store.folder,
      verbose,
    });
    const test = metrics.test.scores.accuracy;
    return { value: seconds, test, note: `test ${(100 * test).toFixed(1)}%`, wallSeconds, peakBytes };
  } finally {
    await store.remove();
  }
}

export const claims = shots.flatMap((shot) => [
  faster(`${shot} a class, tlp`, `${shot} a class, SetFit`, 2, { unit }),
  asAccurate(`${shot} a class, tlp`, `${shot} a class, SetFit`, 1),
  noMoreMemory(`${shot} a class, tlp`, `${shot} a class, SetFit`),
]);
