/** Sentence transformers as Sentence Transformers wrote them; see `tools/goldens/sentence_vectors.py`. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeTo } from '../testing/close-to.js';
import { readGolden } from '../testing/goldens.js';
import { useOwnCache } from '../testing/own-cache.js';
import { openWeightFile } from '../weights/open.js';
import { tlp } from './testing.fixture.js';

interface Golden {
  readonly texts: readonly { readonly text: string; readonly label: string }[];
  /** `model.encode(texts)`. */
  readonly vectors: readonly (readonly number[])[];
  readonly classes: readonly string[];
  /** Of scikit-learn's logistic regression on them, which is SetFit's head. */
  readonly probabilities: readonly (readonly number[])[];
}

/** What each has behind its pool. */
const folders = {
  normalize: 'sentence-transformer',
  'two dense layers': 'sentence-transformer-dense',
  'a dense layer and normalize': 'sentence-transformer-dense-normalized',
};

const pipeline = `pipeline kinds {
  backbone huggingface("net")
  data text("texts.csv") { text: text label: label split: random(train: 100%, validation: 0%, test: 0%) }
  schedule { phase head { freeze: all solve: logistic(l2: 1.0) } }
}
`;
const trained = pipeline
  .replace('solve: logistic(l2: 1.0)', 'epochs: 1 learning_rate: 1e-3')
  .replace('train: 100%, validation: 0%', 'train: 75%, validation: 25%');

describe.each(Object.entries(folders))('a sentence transformer that ends in %s', (_, name) => {
  const { texts, vectors, classes, probabilities } = readGolden<Golden>(`${name}/golden.json`);
  let cwd: string;
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'tlp-sentences-'));
    await useOwnCache(cwd);
    const folder = fileURLToPath(new URL(`../../goldens/${name}`, import.meta.url));
    await cp(folder, join(cwd, 'net'), { recursive: true });
    const rows = texts.map(({ text, label }) => `${text},${label}`);
    await writeFile(join(cwd, 'texts.csv'), `text,label\n${rows.join('\n')}\n`);
    await writeFile(join(cwd, 'kinds.tlp'), pipeline);
    await writeFile(join(cwd, 'trained.tlp'), trained);
  });
  afterAll(() => rm(cwd, { recursive: true, force: true }));

  const run = (...argv: string[]) => tlp(argv, { cwd });
  const layersOf = (told: string) => [...told.matchAll(/^\s*head\.\d+ +(\S+)/gm)].map(([, layer]) => layer);

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

  test('tlp explain shows where vectors are normalized: before a head that is solved', async () => {
    const solved = layersOf((await run('explain', 'kinds.tlp')).out);
    expect(solved).toEqual([
      ...(name.includes('dense') ? [] : ['pool(average)']),
      ...(name === folders['two dense layers'] ? [] : ['normalize']),
      'dense(classes)',
    ]);
    expect((await run('explain', 'trained.tlp')).out).not.toContain('normalize');
  });
});

describe('dense layers', () => {
  let cwd: string;
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'tlp-dense-'));
    await useOwnCache(cwd);
    const golden = new URL('../../goldens/sentence-transformer-dense', import.meta.url);
    await cp(fileURLToPath(golden), join(cwd, 'net'), { recursive: true });
    const { texts } = readGolden<Golden>('sentence-transformer-dense/golden.json');
    const rows = texts.map(({ text, label }) => `${text},${label}`);
    await writeFile(join(cwd, 'texts.csv'), `text,label\n${rows.join('\n')}\n`);
  });
  afterAll(() => rm(cwd, { recursive: true, force: true }));

  const weightsOf = async (options: string, freeze: string) => {
    const text = trained.replace('huggingface("net")', `huggingface("net")${options}`);
    await writeFile(join(cwd, 'kinds.tlp'), text.replace('freeze: all', `freeze: ${freeze}`));
    const { status, err } = await tlp(
      ['run', 'kinds.tlp', '--out', freeze.replaceAll('.', ''), '--engine', 'portable'],
      { cwd },
    );
    expect(status, err).toBe(0);
    const file = await openWeightFile(join(cwd, freeze.replaceAll('.', ''), 'model', 'weights.safetensors'));
    const names = ['dense/kernel', 'dense/bias', 'dense_2/kernel'];
    const values = names.map(async (tensor) => Array.from((await file.read(tensor)).data));
    return Promise.all(values).finally(file.close);
  };

  test('are a block that is frozen, or trained and saved', async () => {
    const frozen = await weightsOf('', '..dense');
    const tuned = await weightsOf('', '..layer1');
    expect(tuned.map((one) => one.length)).toEqual([8 * 6, 6, 6 * 5]);
    for (const [n, one] of tuned.entries()) expect(one).not.toEqual(frozen[n]);
    const { out } = await tlp(['predict', 'layer1', 'texts.csv', '--format', 'json'], { cwd });
    expect(JSON.parse(out).predictions).toHaveLength(12);
  });

  test('are told where words have tags, which read tokens', async () => {
    await writeFile(join(cwd, 'tags.conll'), 'the\tB-x\noffer\tO\n\nfree\tO\n');
    const data = 'text("tags.conll") { columns: word, tag text: word tags: tag }';
    await writeFile(join(cwd, 'tags.tlp'), pipeline.replace(/text\("texts.*/, data));
    const { out, err } = await tlp(['check', 'tags.tlp'], { cwd });
    expect(out + err).toContain('Write `until: layer1` in the backbone, which ends it before its pool.');
  });

  test('need no pool in the pipeline that `tlp new` writes', async () => {
    const { out } = await tlp(['new', 'texts.csv', '--backbone', 'net', '--out', '-'], { cwd });
    expect(out).toMatch(/head \{\n.*\n *dropout\(10%\)\n *dense\(classes\)/);
    await writeFile(join(cwd, 'new.tlp'), out);
    expect((await tlp(['explain', 'new.tlp'], { cwd })).err).not.toContain('error');
  });

  test('are left out by `until`, and the head reads tokens again', async () => {
    await writeFile(
      join(cwd, 'kinds.tlp'),
      pipeline.replace('huggingface("net")', 'huggingface("net") { until: layer1 }'),
    );
    const { out } = await tlp(['explain', 'kinds.tlp'], { cwd });
    expect(out).toContain('pool(average)');
    expect((await tlp(['run', 'kinds.tlp', '--out', 'until', '--engine', 'portable'], { cwd })).status).toBe(
      0,
    );
  });
});
