/** A sentence transformer that ends in `Normalize`, as Sentence Transformers wrote it; see `tools/goldens/sentence_vectors.py`. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeTo } from '../testing/close-to.js';
import { readGolden } from '../testing/goldens.js';
import { useOwnCache } from '../testing/own-cache.js';
import { tlp } from './testing.fixture.js';

interface Golden {
  readonly texts: readonly { readonly text: string; readonly label: string }[];
  /** `model.encode(texts)`. */
  readonly vectors: readonly (readonly number[])[];
  readonly classes: readonly string[];
  /** Of scikit-learn's logistic regression on them, which is SetFit's head. */
  readonly probabilities: readonly (readonly number[])[];
}

const { texts, vectors, classes, probabilities } = readGolden<Golden>('sentence-transformer/golden.json');

const pipeline = `pipeline kinds {
  backbone huggingface("net")
  data text("texts.csv") { text: text label: label split: random(train: 100%, validation: 0%, test: 0%) }
  schedule { phase head { freeze: all solve: logistic(l2: 1.0) } }
}
`;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-sentences-'));
  await useOwnCache(cwd);
  const folder = fileURLToPath(new URL('../../goldens/sentence-transformer', import.meta.url));
  await cp(folder, join(cwd, 'net'), { recursive: true });
  const rows = texts.map(({ text, label }) => `${text},${label}`);
  await writeFile(join(cwd, 'texts.csv'), `text,label\n${rows.join('\n')}\n`);
  await writeFile(join(cwd, 'kinds.tlp'), pipeline);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const run = (...argv: string[]) => tlp(argv, { cwd });

test('tlp features writes what `encode` gives', async () => {
  const { status, out } = await run('features', 'net', 'texts.csv');
  expect(status).toBe(0);
  const rows = out.trim().split('\n').slice(1);
  closeTo(
    rows.flatMap((row) => row.split(',').slice(1).map(Number)),
    vectors.flat(),
    1e-5,
  );
});

test('a head that is solved reads the same, and tells what SetFit would', async () => {
  expect((await run('run', 'kinds.tlp', '--out', 'run', '--engine', 'portable')).status).toBe(0);
  const { out } = await run('predict', 'run', 'texts.csv', '--format', 'json');
  const told: { readonly predictions: readonly { readonly probabilities: Record<string, number> }[] } =
    JSON.parse(out);
  closeTo(
    told.predictions.flatMap((one) => classes.map((name) => one.probabilities[name]!)),
    probabilities.flat(),
    1e-4,
  );
});

test('tlp explain shows where the vectors are normalized: before a head that is solved', async () => {
  const solved = await run('explain', 'kinds.tlp');
  const layers = [...solved.out.matchAll(/^\s*head\.\d+ +(\S+)/gm)].map(([, layer]) => layer);
  expect(layers).toEqual(['pool(average)', 'normalize', 'dense(classes)']);
  await writeFile(
    join(cwd, 'trained.tlp'),
    pipeline.replace('solve: logistic(l2: 1.0)', 'epochs: 1 learning_rate: 1e-3'),
  );
  expect((await run('explain', 'trained.tlp')).out).not.toContain('normalize');
});
