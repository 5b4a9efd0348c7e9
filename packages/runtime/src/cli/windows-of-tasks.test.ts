/** Long texts in windows where several labels, or numbers, are told of each: a text counts once, by the mean of its windows. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunRecord } from '@tlp/language/run/record.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../random.js';
import { folderPath } from '../testing/huggingface-folder.js';
import { useOwnCache } from '../testing/own-cache.js';
import { tinyBert } from '../testing/tiny-text-network.js';
import { tlp } from './testing.fixture.js';

const words = ['good', 'bad', 'so', 'it', 'is', 'cheap'] as const;

/** What a text says stands at its end, behind 0 to 19 words that say nothing. */
const random = createRandom('windows');
const rows = Array.from({ length: 120 }, (_, i) => {
  const filler = Array.from({ length: i % 20 }, () => words[2 + Math.floor(3 * random.next())]);
  const said = [i % 3 ? 'good' : 'bad', ...(i % 2 ? ['cheap'] : [])];
  const stars = (i % 3 ? 4 : 1) + (i % 2 ? 1 : 0);
  return `${[...filler, ...said].join(' ')},${said.join('|')},${stars}`;
});

const tasks = {
  labels: { answer: 'labels: kinds(separator: "|")', units: 'classes' },
  numbers: { answer: 'target: stars', units: 'targets' },
} as const;
type Name = keyof typeof tasks;

const pipelineOf = (name: Name, phase: string) => `pipeline ${name} {
  backbone huggingface("net") { input: 10 weights: random }
  data text("texts.csv") { text: body ${tasks[name].answer} batch: 8 long: window(stride: 25%) split: random(train: 70%, validation: 15%, test: 15%) }
  head { pool(average) dense(${tasks[name].units}) }
  schedule { phase all { ${phase} } }
}
`;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-windows-'));
  await useOwnCache(cwd);
  await mkdir(join(cwd, 'net'));
  for (const [name, content] of Object.entries(tinyBert(words, 64)))
    await writeFile(join(cwd, 'net', name), content);
  await cp(folderPath('bert'), join(cwd, 'bert'), { recursive: true });
  await writeFile(join(cwd, 'bert', 'vocab.txt'), tinyBert(words, 64)['vocab.txt']);
  await writeFile(join(cwd, 'texts.csv'), `body,kinds,stars\n${rows.join('\n')}\n`);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const run = (...argv: string[]) => tlp(argv, { cwd });

const recordOf = async (out: string): Promise<RunRecord> =>
  JSON.parse(await readFile(join(cwd, out, 'run.json'), 'utf8'));

async function trained(name: Name, phase: string): Promise<RunRecord> {
  await writeFile(join(cwd, `${name}.tlp`), pipelineOf(name, phase));
  expect((await run('run', `${name}.tlp`, '--out', name)).status).toBe(0);
  return recordOf(name);
}

const scoresOf = ({ metrics }: RunRecord) => metrics!.test!.scores;

describe('several labels', () => {
  test('what stands behind the first window is learned, and a text counts once', async () => {
    const record = await trained('labels', 'freeze: none epochs: 10 optimizer: adam learning_rate: 2e-2');
    expect(record.metrics!.test!.count).toBe(record.examples.test);
    expect(scoresOf(record).mean_average_precision).toBeGreaterThan(0.95);
    const judged = await run('evaluate', 'labels', '--engine', 'portable', '--format', 'json');
    const { scores } = JSON.parse(judged.out).metrics;
    for (const [name, value] of Object.entries(scoresOf(record))) expect(scores[name]).toBeCloseTo(value, 4);
  });

  test('the report tells of the words and of the longest', async () => {
    const page = await readFile(join(cwd, 'labels', 'report.html'), 'utf8');
    expect(page).toContain('<h2>Words that mattered</h2>');
    expect(page).toContain('nothing is cut of these');
  });
});

describe('numbers', () => {
  test('what stands behind the first window is learned, and a text counts once', async () => {
    const record = await trained('numbers', 'freeze: none epochs: 24 optimizer: adam learning_rate: 2e-2');
    expect(record.metrics!.test!.count).toBe(record.examples.test);
    expect(scoresOf(record).mae).toBeLessThan(0.6);
    const judged = await run('evaluate', 'numbers', '--engine', 'portable', '--format', 'json');
    const { scores } = JSON.parse(judged.out).metrics;
    for (const [name, value] of Object.entries(scoresOf(record))) expect(scores[name]).toBeCloseTo(value, 3);
  });

  test('a prediction is the mean of what is said of the windows', async () => {
    // Of one window each; together they are the two windows of one text, which share two of eight words.
    const [first, second] = ['it is so bad it is so it', 'so it is so it good'];
    const long = `${first} ${second.split(' ').slice(2).join(' ')}`;
    await writeFile(join(cwd, 'new.csv'), `body\n${[long, first, second].join('\n')}\n`);
    const { out } = await run('predict', 'numbers', 'new.csv', '--format', 'csv');
    const [whole, a, b] = out
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((row) => Number(row.split(',')[1]));
    expect(whole).toBeCloseTo((a! + b!) / 2, 3);
  });
});

describe.each([
  ['labels', 'logistic(l2: 0.1)'],
  ['numbers', 'ridge(l2: 0.1)'],
] as const)('a head of %s that is solved', (name, solver) => {
  test(`by ${solver} reads all windows, and a text counts once`, async () => {
    const out = `${name}-solved`;
    const text = pipelineOf(name, `freeze: all solve: ${solver}`);
    await writeFile(
      join(cwd, `${out}.tlp`),
      text.replace('"net") { input: 10 weights: random }', '"bert") { input: 10 }'),
    );
    const { status, err } = await run('run', `${out}.tlp`, '--out', out);
    const record = await recordOf(out);
    const weights = 25 * record.outputs.length;
    expect([status, err]).toEqual([
      0,
      expect.stringContaining(`Solving ${weights} weights from ${record.examples.train} examples`),
    ]);
    expect(record.metrics!.test!.count).toBe(record.examples.test);
    // One row of 24 numbers a window, of which there are more than texts.
    expect(record.phases[0]!.featureBytes).toBeGreaterThan(2 * 4 * 24 * rows.length);
    const judged = await run('evaluate', out, '--engine', 'portable', '--format', 'json');
    const { scores } = JSON.parse(judged.out).metrics;
    for (const [score, value] of Object.entries(scoresOf(record)))
      expect(scores[score]).toBeCloseTo(value, 3);
  });
});
