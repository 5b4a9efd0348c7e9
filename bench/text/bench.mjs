/** The spam example beside Transformers' `Trainer`: everything frozen, the upper half trained, everything trained. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../tools/lib/paths.mjs';
import { must } from '../../tools/lib/run.mjs';
import { asAccurate, faster, noMoreMemory } from '../lib/claims.mjs';
import { measurePython } from '../lib/measure.mjs';
import { emptyStore, train } from '../lib/tlp-run.mjs';

export const title =
  'mails, spam or not: MiniLM-L6 with its tokenizer, batches of 32, dynamic padding on both sides';
export const unit = 's';
export const usesPeers = true;
/** `texts`: how many mails, 0 for all. Epochs of a head on frozen features, and of tuning. */
export const defaults = { texts: 0, length: 128, 'head-epochs': 20, 'tune-epochs': 3 };

const here = path.join(root, 'bench', 'text');
const example = path.join(root, 'examples', 'spam');
const minilm = path.join(example, 'data', 'spam', 'minilm');

/** What is frozen: in TLP's words, and how many of the six layers. */
const kinds = {
  'all frozen': { freeze: 'all', layers: 7, rate: 1e-3, epochs: 'head-epochs', target: 15 },
  'upper half': { freeze: '..layer2', layers: 3, rate: 5e-5, epochs: 'tune-epochs', target: 3 },
  'all trained': { freeze: 'none', layers: 0, rate: 5e-5, epochs: 'tune-epochs', target: 1.4 },
};

export async function contestants({ texts, length, python, verbose, ...settings }) {
  const data = await tableOf(texts);
  return Object.entries(kinds).flatMap(([kind, { freeze, layers, rate, epochs }]) => [
    {
      name: `${kind}, tlp`,
      measure: () => ours({ length, freeze, rate, epochs: settings[epochs], verbose }),
    },
    {
      name: `${kind}, Trainer`,
      measure: () =>
        trainer({ data, model: minilm, length, layers, rate, epochs: settings[epochs] }, { python, verbose }),
    },
  ]);
}

/** The mails of the example, each once, with the split that it is in: 7 of 10 train, 1 validates, 2 test. */
async function tableOf(texts) {
  await must(process.execPath, [path.join(example, 'get-data.mjs')]);
  const [, ...rows] = (await readFile(path.join(example, 'data', 'spam', 'spam.csv'), 'utf8'))
    .trim()
    .split('\n');
  // `spam,"One ""mail"" a line."`, as the example writes it.
  const once = [
    ...new Map(rows.map((row) => [row.slice(row.indexOf(',') + 1), row.slice(0, row.indexOf(','))])),
  ];
  // Mails stand by kind and by day: every n-th is of all of them.
  const step = texts > 0 ? once.length / texts : 1;
  const chosen = Array.from({ length: Math.floor(once.length / step) }, (_, i) => once[Math.floor(i * step)]);
  const parts = ['train', 'train', 'test', 'train', 'train', 'validation', 'train', 'train', 'test', 'train'];
  const lines = chosen.map(([text, kind], i) => `${kind},${parts[i % 10]},${text}`);
  const file = path.join(root, 'bench', 'dist', 'spam.csv');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${['kind,part,mail', ...lines].join('\n')}\n`);
  return file;
}

async function ours({ length, freeze, rate, epochs, verbose }) {
  const store = await emptyStore();
  try {
    const { wallSeconds, peakBytes, phases, metrics } = await train({
      file: path.join(here, 'spam.tlp'),
      pipeline: 'spam',
      sets: {
        'backbone.input': length,
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
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const sample = await measurePython(python, [path.join(here, 'trainer.py'), ...flags], { verbose });
  return { ...sample, note: `test ${(100 * sample.test).toFixed(1)}%` };
}

export const claims = Object.entries(kinds).flatMap(([kind, { target }]) => [
  faster(`${kind}, tlp`, `${kind}, Trainer`, target, { unit }),
  asAccurate(`${kind}, tlp`, `${kind}, Trainer`, 1),
  noMoreMemory(`${kind}, tlp`, `${kind}, Trainer`),
]);
