import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useOwnCache } from '../testing/own-cache.js';
import { loadModel, type Model } from '../train/model.js';
import { tlp } from './testing.fixture.js';

const words = [
  'the',
  '.',
  ',',
  'and',
  "n't",
  'was',
  'good',
  'kind',
  'fresh',
  'bad',
  'late',
  'stale',
] as const;
const positive = ['good', 'kind', 'fresh'];
const negative = ['bad', 'late', 'stale'];

/** Vectors in which the third number tells the two classes apart. */
const glove = words
  .map((word, i) => {
    const side = positive.includes(word) ? 1 : negative.includes(word) ? -1 : 0;
    return `${word} ${[0.1 * i, 0.5 - 0.1 * i, side, 0.25].join(' ')}\n`;
  })
  .join('');

const pipeline = (file = 'glove.txt', more = '', phase = 'freeze: all epochs: 12') => `pipeline reviews {
  backbone vectors("${file}"${more}) { input: 12 }
  data text("reviews.csv") { text: body label: stars split: column(part) batch: 8 }
  head { pool(average) dense(classes) }
  schedule { phase head { ${phase} optimizer: adam learning_rate: 1e-1 } }
}
`;

const rows = Array.from({ length: 72 }, (_, i) => {
  const [side, name] = i % 2 ? [positive, 'five'] : [negative, 'one'];
  const text = `The shop was ${side[i % 3]} and ${side[(i + 1) % 3]} ${i}, ${i % 5 ? 'really' : "wasn't it"}.`;
  return `"${text}",${name},${i < 48 ? 'train' : i < 60 ? 'val' : 'test'}`;
});

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-vectors-'));
  await useOwnCache(cwd);
  await writeFile(join(cwd, 'glove.txt'), glove);
  await writeFile(join(cwd, 'reviews.csv'), `body,stars,part\n${rows.join('\n')}\n`);
  await writeFile(join(cwd, 'reviews.tlp'), pipeline());
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const run = (...argv: string[]) => tlp(argv, { cwd });

describe('vectors of words', () => {
  it('are checked, and the words that are not known are told', async () => {
    const { status, out } = await run('check', '--data', 'reviews.tlp');
    expect(out).toContain('TLP344');
    expect(out).toContain('The model keeps 12 words of glove.txt');
    expect(out).toContain('most often "shop", "really"');
    expect([status, out]).toEqual([0, expect.stringContaining('1 file checked: 0 errors, 0 warnings')]);
  });

  it('are counted in the texts, not pieces of them', async () => {
    const { out } = await run('check', '--data', 'reviews.tlp');
    // "wasn't it" is three words, "really" one.
    expect(out).toContain('reviews: 50% of the texts have at most 10 tokens, 90% 12');
    expect(out).toContain('the longest 12; none has more than the 12 of `input`.');
  });

  it('are read in windows where a text has more of them, and those that mattered are marked', async () => {
    const long = rows.map((row) =>
      row.replace('The shop', `${'The shop and the kiosk, '.repeat(4)}The shop`),
    );
    await writeFile(join(cwd, 'long.csv'), `body,stars,part\n${long.join('\n')}\n`);
    const text = pipeline().replace('reviews.csv") {', 'long.csv") { long: window(stride: 25%)');
    await writeFile(join(cwd, 'long.tlp'), text);
    const planned = await run('plan', 'long.tlp', '--no-calibrate', '--format', 'json');
    const { survey, rows: planRows } = JSON.parse(planned.out);
    expect(survey.longer).toBe(72);
    expect(planRows).toEqual(survey.windows);
    const trained = await run('run', 'long.tlp', '--out', 'long', '--engine', 'portable');
    expect([trained.status, trained.err]).toEqual([0, expect.stringMatching(/test +accuracy/)]);
    const { metrics, phases } = JSON.parse(await readFile(join(cwd, 'long/run.json'), 'utf8'));
    expect(metrics.test.count).toBe(12);
    expect(metrics.test.scores.accuracy).toBeGreaterThan(0.9);
    expect(phases[0].featureBytes).toBeGreaterThan(0);
    const page = await readFile(join(cwd, 'long', 'report.html'), 'utf8');
    const strongest = [...page.matchAll(/for it: (\w+) \(\+/g)].map(([, word]) => word!);
    expect(strongest.length).toBeGreaterThan(5);
    expect(strongest.every((word) => [...positive, ...negative].includes(word))).toBe(true);
  });

  it('are learned on, kept in the model, and predicted and evaluated with', async () => {
    const trained = await run('run', 'reviews.tlp', '--out', 'run', '--engine', 'portable');
    expect(trained.err).toContain('The model keeps 12 words of glove.txt');
    expect(trained).toMatchObject({ status: 0 });
    const card = JSON.parse(await readFile(join(cwd, 'run/model/model.json'), 'utf8'));
    expect(card).toMatchObject({
      imported: { format: 'vectors', words: 12, width: 4 },
      tokenizer: { kind: 'words', case: 'lower', split: 'treebank', words },
    });

    await rm(join(cwd, 'glove.txt'));
    await writeFile(join(cwd, 'new.csv'), 'n,body\n1,Very KIND!\n2,late and stale\n');
    const predicted = await run('predict', 'run', 'new.csv', '--format', 'csv', '--engine', 'portable');
    const answers = predicted.out.split('\n').slice(1, 3);
    expect(answers.map((line) => line.split(',').slice(0, 2))).toEqual([
      ['new.csv:2', 'five'],
      ['new.csv:3', 'one'],
    ]);
    const judged = await run('evaluate', 'run', '--data', 'reviews.csv', '--engine', 'portable');
    expect([judged.status, judged.out]).toEqual([0, expect.stringMatching(/accuracy 100.*on 72 texts/)]);
    await writeFile(join(cwd, 'glove.txt'), glove);
  });
});

describe('a file of vectors', () => {
  it('is shown as a backbone, and as a weight file', async () => {
    const shown = await run('backbones', 'glove.txt');
    expect(shown.out).toContain('GloVe text, 4 numbers a word; a model keeps at most 20,000 words.');
    expect(shown.out).toMatch(/parameters +at most 80,008/);
    expect(shown.out).toMatch(/embeddings +\[batch, tokens, 4\] +1 +80,008/);
    const weights = await run('weights', 'glove.txt');
    expect(weights.out).toMatch(/format +GloVe text/);
    expect(weights.out).toMatch(/vectors +float32 +\[12,4\]/);
  });

  it('gives the mean of the known words of each text', async () => {
    await writeFile(join(cwd, 'one.txt'), 'Good AND bad!');
    const { out, err } = await run('features', 'glove.txt', 'one.txt');
    expect(err).toBe('');
    const numbers = out.trim().split('\n')[1]!.split(',').slice(1).map(Number);
    // good, and, bad, and a word that is not known.
    expect(numbers.map((n) => n.toFixed(4))).toEqual(['0.4500', '-0.0750', '0.0000', '0.1875']);
  });

  it('carries a small convolutional network, frozen and then trained', async () => {
    const head = 'head { convolution(4, size: 2..3, relu) pool(max) dense(classes) }';
    const phases =
      'phase head { freeze: embeddings epochs: 8 optimizer: adam learning_rate: 3e-2 } phase tune { freeze: none epochs: 2 optimizer: adam learning_rate: 1e-3 }';
    const text = pipeline()
      .replace(/head \{.*\n/, `${head}\n`)
      .replace(/phase head.*\}/, `${phases} }`);
    await writeFile(join(cwd, 'cnn.tlp'), text);
    const trained = await run('run', 'cnn.tlp', '--out', 'cnn', '--engine', 'portable');
    expect([trained.status, trained.err]).toEqual([0, expect.stringMatching(/test +accuracy 100/)]);
    const table = await run('evaluate', 'cnn', '--data', 'reviews.csv');
    expect([table.status, table.out]).toEqual([0, expect.stringMatching(/accuracy 100.*on 72 texts/)]);
  });

  it('is explained with how it is read', async () => {
    await writeFile(join(cwd, 'explained.tlp'), pipeline('glove.txt', ', words: 9, case: keep'));
    const { out } = await run('explain', 'explained.tlp');
    expect(out).toMatch(/backbone\.name\.words +9 /);
    expect(out).toMatch(/backbone\.name\.case +keep /);
    expect(out).not.toContain('backbone.name.split');
  });

  it('is planned with the words that are kept, and says which are not known', async () => {
    const { out, err } = await run('plan', 'reviews.tlp', '--no-calibrate');
    expect(out).toContain('reviews: glove.txt at 12 tokens, 2 classes');
    // 12 words of 4 numbers, and the two rows before them.
    expect(out).toMatch(/parameters +10 train .*, 56 are frozen/);
    expect(err).toContain('TLP344');
    expect(err).toMatch(/The model keeps 12 words of glove\.txt\. [\d.]+% of the [\d,]+ words/);
  });
});

it.each([
  ['short.txt', 'one 1 2 3\ntwo 1 2\nthree 1 2 3\n', /line 2 has 2 numbers, not 3/],
  ['long.vec', '2 3\none 1 2 3\ntwo 1 2 3 4\n', /line 3 has more than 3 numbers/],
  ['words.txt', 'one 1 2 3\n\nshop 1 x 3\n', /line 3 has "x" where a number must be/],
  ['nan.txt', `${glove}shop nan 1 2 3\n`, /line 13 has "nan" where a number must be/],
  ['counted.vec', '5 3\none 1 2 3\ntwo 1 2 3\n', /for which 24 bytes are too few/],
  ['model.bin', Buffer.from('ba164f2f0c000000', 'hex'), /it is a model of fastText/],
])('%s stops a run', async (name, content, problem) => {
  await writeFile(join(cwd, name), content);
  await writeFile(join(cwd, 'wrong.tlp'), pipeline(name));
  const ran = await run('run', 'wrong.tlp', '--out', 'never', '--engine', 'portable');
  expect([ran.status, ran.err]).toEqual([1, expect.stringMatching(problem)]);
  expect(ran.err).toContain('TLP209');
});

describe('a run that goes on from another with vectors', () => {
  it('keeps the vectors that were trained, word by word', async () => {
    const all = 'freeze: none epochs: 2';
    await writeFile(join(cwd, 'tuned.tlp'), pipeline('glove.txt', '', all));
    expect((await run('run', 'tuned.tlp', '--out', 'tuned', '--engine', 'portable')).status).toBe(0);
    // Other texts, and fewer words are kept: those of both have their rows elsewhere.
    await writeFile(join(cwd, 'few.csv'), `body,stars,part\n${rows.slice(0, 40).join('\n')}\n`);
    const next = pipeline('glove.txt', ', words: 9', 'freeze: all epochs: 1')
      .replace('input: 12', 'input: 12 weights: run("tuned")')
      .replace('reviews.csv', 'few.csv');
    await writeFile(join(cwd, 'next.tlp'), next);
    const plan = await run('plan', 'next.tlp', '--no-calibrate');
    expect(plan.out).toMatch(
      /^Going on from .*tuned: its backbone and its head with the rows of five, one$/m,
    );
    const { status, err } = await run('run', 'next.tlp', '--out', 'next', '--engine', 'portable');
    expect({ status, err }).toMatchObject({ status: 0 });
    const [before, now] = await Promise.all(['tuned', 'next'].map((name) => loadModel(join(cwd, name))));
    const known = (model: Model) =>
      (model.preparation as { tokenizer: { words: readonly string[] } }).tokenizer.words;
    expect(known(now!).length).toBe(9);
    expect(known(now!)).not.toEqual(known(before!).slice(0, 9));
    const row = (model: Model, at: number) => [
      ...model.weights.get('word_embeddings/embeddings')!.slice(4 * at, 4 * at + 4),
    ];
    for (const [i, word] of known(now!).entries()) {
      expect([word, row(now!, i + 2)]).toEqual([word, row(before!, known(before!).indexOf(word) + 2)]);
    }
    expect(row(now!, 1)).toEqual(row(before!, 1));
    expect(row(now!, 1)).not.toEqual([0, 0, 0, 0]);
  });
});
