/** Texts that are longer than what the network is given. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '../random.js';
import { folderPath } from '../testing/huggingface-folder.js';
import { useOwnCache } from '../testing/own-cache.js';
import { tinyBert } from '../testing/tiny-text-network.js';
import { tlp } from './testing.fixture.js';

const words = ['good', 'bad', 'so', 'it', 'is'] as const;

/** A network of a few numbers, which starts from chance. */
const network = tinyBert(words, 64);

const pipeline = (data = '') => `pipeline reviews {
  backbone huggingface("net") { input: 10 weights: random }
  data text("reviews.csv") { text: body label: stars batch: 8 ${data} }
  head { pool(average) dense(classes) }
  schedule { phase all { freeze: none epochs: 8 optimizer: adam learning_rate: 2e-2 } }
}
`;

/** What a review says stands at its end, behind 0 to 19 words that say nothing: it has 5 to 24 tokens. */
const random = createRandom('reviews');
const rows = Array.from({ length: 120 }, (_, i) => {
  const filler = Array.from({ length: i % 20 }, () => words[2 + Math.floor(3 * random.next())]);
  return `${[...filler, i % 3 ? 'good' : 'bad', 'it', 'is'].join(' ')},${i % 3 ? 'five' : 'one'}`;
});

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-long-'));
  await useOwnCache(cwd);
  await mkdir(join(cwd, 'net'));
  for (const [name, content] of Object.entries(network)) await writeFile(join(cwd, 'net', name), content);
  await writeFile(join(cwd, 'reviews.csv'), `body,stars\n${rows.join('\n')}\n`);
  await writeFile(join(cwd, 'head.tlp'), pipeline());
  await writeFile(join(cwd, 'window.tlp'), pipeline('long: window(stride: 25%)'));
  const frozen = pipeline('long: window(stride: 25%)').replace('freeze: none', 'freeze: all');
  await writeFile(
    join(cwd, 'frozen.tlp'),
    frozen.replace('"net") { input: 10 weights: random }', '"bert") { input: 10 }'),
  );
  await cp(folderPath('bert'), join(cwd, 'bert'), { recursive: true });
  await writeFile(join(cwd, 'bert', 'vocab.txt'), network['vocab.txt']);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const run = (...argv: string[]) => tlp(argv, { cwd });

const lengths = '50% of the texts have at most 14 tokens, 90% 22, 95% 23, 99% 24, the longest 24';

test('tlp check --data counts their tokens, and says how many are cut', async () => {
  const { status, out } = await run('check', '--data', 'head.tlp');
  expect([status, out]).toEqual([
    0,
    expect.stringContaining(
      `reviews: ${lengths}; 70.0% have more than the 10 of \`input\` and lose their ends.`,
    ),
  ]);
  expect(out).toContain('TLP680');
});

test('for programs too', async () => {
  const { out } = await run('check', '--data', 'head.tlp', '--format', 'json');
  expect(JSON.parse(out).surveys).toMatchObject([
    { pipeline: 'reviews', texts: 120, longest: 24, input: 10, longer: 84 },
  ]);
});

test('tlp plan says the same', async () => {
  const { status, out, err } = await run('plan', 'head.tlp', '--no-calibrate');
  expect([status, out]).toEqual([0, expect.stringContaining(lengths)]);
  expect(err).toContain('70.0% of the texts have more than the 10 tokens of `input`, and lose their ends.');
  expect(err).toContain('write `input: 32`, which cuts at most 1%');
});

interface Record {
  readonly metrics: {
    readonly test: {
      readonly count: number;
      readonly scores: { readonly accuracy: number; readonly ece: number };
    };
  };
  readonly phases: readonly { readonly forwardPasses: number; readonly featureBytes: number }[];
}
const recordOf = async (folder: string): Promise<Record> =>
  JSON.parse(await readFile(join(cwd, folder, 'run.json'), 'utf8'));

/** Of 8 tokens each, 6 of which are new. */
const windowsOf = (tokens: number) => (tokens <= 8 ? 1 : 1 + Math.ceil((tokens - 8) / 6));
const countWindows = (some: Iterable<string>) =>
  [...some].reduce((sum, row) => sum + windowsOf(row.split(' ').length), 0);
const windowsInAll = countWindows(rows);

test('what stands behind the cut cannot be learned', async () => {
  expect((await run('run', 'head.tlp', '--out', 'cut')).status).toBe(0);
  const { metrics } = await recordOf('cut');
  expect(metrics.test.scores.accuracy).toBeLessThan(0.85);
  expect(metrics.test.count).toBe(17);
});

test('in windows it is learned, and a text counts once', async () => {
  const { status, err } = await run('run', 'window.tlp', '--out', 'whole');
  expect([status, err]).toEqual([0, expect.not.stringContaining('TLP680')]);
  const { metrics } = await recordOf('whole');
  expect(metrics.test.scores.accuracy).toBeGreaterThan(0.9);
  expect(metrics.test.count).toBe(17);
});

test('its report marks the words that mattered', async () => {
  const page = await readFile(join(cwd, 'whole', 'report.html'), 'utf8');
  expect(page).toContain('<h2>Words that mattered</h2>');
  // Four in five answers or more are right, and each rests on its last words.
  const strongest = [...page.matchAll(/for it: (\w+) \(\+/g)].map(([, word]) => word);
  expect(strongest.length).toBeGreaterThan(5);
  expect(strongest.filter((word) => word === 'good' || word === 'bad').length).toBeGreaterThan(
    strongest.length / 2,
  );
});

test('its report, and that of a run that cuts, tell of the longest texts', async () => {
  const [whole, cut] = await Promise.all(
    ['whole', 'cut'].map((name) => readFile(join(cwd, name, 'report.html'), 'utf8')),
  );
  expect(whole).toContain('The network reads 10 at once; nothing is cut of these.');
  expect(cut).toContain('The network reads 10 at once; what is cut could not help it.');
  const section = cut!.slice(cut!.indexOf('<h2>The longest texts</h2>'), cut!.indexOf('What was computed'));
  const tokens = [...section.matchAll(/<td class="num">(\d+)<\/td><td class="num">([\d.]+%)<\/td>/g)];
  expect(tokens.length).toBe(10);
  for (const [, length, share] of tokens)
    expect(share).toBe(`${(100 * (1 - 10 / Number(length))).toFixed(1)}%`);
  const lengths = tokens.map(([, length]) => Number(length));
  expect(lengths).toEqual(lengths.toSorted((a, b) => b - a));
});

test('tlp plan counts windows, and so many are read', async () => {
  const { out } = await run('plan', 'frozen.tlp', '--no-calibrate', '--format', 'json');
  const { survey, phases } = JSON.parse(out);
  const { train, validation, test } = survey.windows;
  expect(train + validation + test).toBe(windowsInAll);
  expect(phases[0]).toMatchObject({
    stepsPerEpoch: Math.ceil(train / 8),
    frozenPasses: { planned: windowsInAll, everyEpoch: 8 * (train + validation) + test },
  });
  await run('run', 'frozen.tlp', '--out', 'frozen');
  const [phase] = (await recordOf('frozen')).phases;
  // Of each window the mean of its tokens' states, 24 numbers; what stands in the table twice is computed once.
  expect(phase).toMatchObject({
    forwardPasses: countWindows(new Set(rows)),
    featureBytes: 4 * 24 * windowsInAll,
  });
  await run('run', 'frozen.tlp', '--out', 'again');
  expect((await recordOf('again')).phases[0]!.forwardPasses).toBe(0);
});

test('a head is solved from all windows, and a text counts once', async () => {
  const solved = (await readFile(join(cwd, 'frozen.tlp'), 'utf8')).replace(
    /\{ phase all .*/,
    '{ phase all { freeze: all solve: logistic } } ',
  );
  await writeFile(join(cwd, 'solved.tlp'), solved);
  const { status, err } = await run('run', 'solved.tlp', '--out', 'solved');
  expect([status, err]).toEqual([0, expect.stringContaining('Solving 50 weights from 92 examples')]);
  const { metrics, phases } = await recordOf('solved');
  expect(metrics.test.count).toBe(17);
  expect(phases[0]!.featureBytes).toBe(4 * 24 * windowsInAll);
});

test('a model predicts and is judged by the mean of its windows', async () => {
  await writeFile(
    join(cwd, 'new.csv'),
    `body\n${'so it is '.repeat(5)}bad it\n${'so it is '.repeat(5)}good it\ngood it\n`,
  );
  const predicted = await run('predict', 'whole', 'new.csv', '--format', 'csv');
  expect(
    predicted.out
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').slice(0, 2)),
  ).toEqual([
    ['new.csv:2', 'one'],
    ['new.csv:3', 'five'],
    ['new.csv:4', 'five'],
  ]);
  const judged = await run('evaluate', 'whole', '--engine', 'portable', '--format', 'json');
  const { ece, ...scores } = JSON.parse(judged.out).metrics.scores;
  const { ece: ofRun, ...scoresOfRun } = (await recordOf('whole')).metrics.test.scores;
  expect(scores).toEqual(scoresOfRun);
  // Of probabilities, which another engine may give otherwise in their last digits.
  expect(ece).toBeCloseTo(ofRun, 6);
});

test('features of a long text are the mean of those of its windows, by their tokens', async () => {
  await writeFile(join(cwd, 'long.txt'), 'so it is good it is bad it is so good');
  const texts = ['so it is good it is bad it', 'bad it is so good'];
  for (const [i, text] of texts.entries()) await writeFile(join(cwd, `window${i}.txt`), text);
  const features = async (...argv: string[]) => {
    const { out, status } = await run('features', 'bert', ...argv, '--input', '10');
    expect(status).toBe(0);
    return out
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(',').slice(1).map(Number));
  };
  const [whole] = await features('long.txt', '--long', 'window');
  const [first, second] = await features('window0.txt', 'window1.txt');
  const mean = first!.map((value, i) => (10 * value + 7 * second![i]!) / 17);
  expect(whole!.map((value, i) => Math.abs(value - mean[i]!) < 1e-5)).toEqual(mean.map(() => true));
});

test.each([
  { argv: ['long.txt', '--pool', 'none'], told: 'The vectors of tokens' },
  { argv: ['reviews.csv', '--column', 'body,stars'], told: 'here are pairs of texts' },
])('windows are refused where they cannot be averaged: $argv', async ({ argv, told }) => {
  const { status, err } = await run('features', 'bert', ...argv, '--long', 'window');
  expect([status, err]).toEqual([2, expect.stringContaining(told)]);
});
