/** Texts beside Transformers' `Trainer`: everything frozen, the upper half trained, everything trained. */
import path from 'node:path';
import { root } from '../../tools/lib/paths.mjs';
import { asAccurate, faster, noMoreMemory } from '../lib/claims.mjs';
import { flagsOf } from '../lib/flags.mjs';
import { measurePython } from '../lib/measure.mjs';
import { emptyStore, train } from '../lib/tlp-run.mjs';
import { tableOf } from './tables.mjs';

export const title =
  'mails, spam or not, or news of five subjects: MiniLM-L6 with its tokenizer, batches of 32, dynamic padding on both sides; seeds 1, 2, 3 …';
export const unit = 's';
export const usesPeers = true;
/** `corpus`: spam or news. `texts`: how many, 0 for all. Epochs of a head on frozen features, and of tuning. */
export const defaults = { corpus: 'spam', texts: 0, length: 128, 'head-epochs': 20, 'tune-epochs': 3 };

const here = path.join(root, 'bench', 'text');

/** What is frozen: in TLP's words, and how many of the six layers. */
const kinds = {
  'all frozen': { freeze: 'all', layers: 7, rate: 1e-3, epochs: 'head-epochs', target: 15 },
  'upper half': { freeze: '..layer2', layers: 3, rate: 5e-5, epochs: 'tune-epochs', target: 3 },
  'all trained': { freeze: 'none', layers: 0, rate: 5e-5, epochs: 'tune-epochs', target: 1.4 },
};

export async function contestants({ corpus, texts, length, python, verbose, ...settings }) {
  const { data, model } = await tableOf(corpus, texts);
  return Object.entries(kinds).flatMap(([kind, { freeze, layers, rate, epochs: which }]) => {
    const epochs = settings[which];
    const seeds = { tlp: 0, Trainer: 0 };
    return [
      {
        name: `${kind}, tlp`,
        measure: () => ours({ data, model, length, freeze, rate, epochs, seed: ++seeds.tlp, verbose }),
      },
      {
        name: `${kind}, Trainer`,
        measure: () =>
          trainer({ data, model, length, layers, rate, epochs, seed: ++seeds.Trainer }, { python, verbose }),
      },
    ];
  });
}

async function ours({ data, model, length, freeze, rate, epochs, seed, verbose }) {
  const store = await emptyStore();
  try {
    const { wallSeconds, peakBytes, phases, metrics } = await train({
      file: path.join(here, 'texts.tlp'),
      pipeline: 'texts',
      env: { TLP_BENCH_TABLE: data, TLP_BENCH_MODEL: model },
      sets: {
        'backbone.input': length,
        'schedule.seed': seed,
        'schedule.train.freeze': freeze,
        'schedule.train.epochs': epochs,
        'schedule.train.learning_rate': rate,
      },
      cache: store.folder,
      verbose,
    });
    const [{ seconds, featureSeconds }] = phases;
    const test = metrics.test.scores.accuracy;
    const note = `features ${featureSeconds.toFixed(1)} s, test ${(100 * test).toFixed(1)}%`;
    return { value: seconds, featureSeconds, test, note, wallSeconds, peakBytes };
  } finally {
    await store.remove();
  }
}

async function trainer(options, { python, verbose }) {
  const sample = await measurePython(python, [path.join(here, 'trainer.py'), ...flagsOf(options)], {
    verbose,
  });
  return { ...sample, note: `test ${(100 * sample.test).toFixed(1)}%` };
}

export const claims = Object.entries(kinds).flatMap(([kind, { target }]) => [
  faster(`${kind}, tlp`, `${kind}, Trainer`, target, { unit }),
  asAccurate(`${kind}, tlp`, `${kind}, Trainer`, 1),
  noMoreMemory(`${kind}, tlp`, `${kind}, Trainer`),
]);
