import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { useOwnCache } from '../testing/own-cache.js';
import { tlp } from './testing.fixture.js';

const words = Array.from({ length: 20 }, (_, i) => `word${i}`);
const glove = words.map((word, i) => `${word} ${i / 20} ${1 - i / 20} 0.5\n`).join('');

/** The price is that of the mean word, and some noise; the weight is another number. */
const random = createRandom('interval');
const rows = Array.from({ length: 240 }, (_, i) => {
  const own = [0, 1, 2].map(() => random.int(20));
  const mean = own.reduce((sum, word) => sum + word / 3, 0);
  const price = (100 + 20 * mean + 15 * (random.next() - 0.5)).toFixed(3);
  const weight = (2 - mean / 20 + 0.2 * (random.next() - 0.5)).toFixed(4);
  const part = i < 80 ? 'train' : i < 160 ? 'val' : 'test';
  return `${own.map((word) => words[word]).join(' ')} n${i},${price},${weight},${part}`;
});

const pipeline = (interval: string, expected = '') => `pipeline prices {
  backbone vectors("glove.txt") { input: 5 }
  data text("prices.csv") { text: body target: price, weight split: column(part) batch: 16 }
  head { pool(average) dense(targets) }
  schedule {
    interval: ${interval}
    phase head { freeze: all epochs: 20 optimizer: adam learning_rate: 5e-2 }
  }
  ${expected}
}
`;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-interval-'));
  await useOwnCache(cwd);
  await writeFile(join(cwd, 'glove.txt'), glove);
  await writeFile(join(cwd, 'prices.csv'), `body,price,weight,part\n${rows.join('\n')}\n`);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const run = (...argv: string[]) => tlp(argv, { cwd });
const train = (...argv: string[]) =>
  run('run', 'prices.tlp', '--out', 'run', '--engine', 'portable', ...argv);
const json = async (file: string) => JSON.parse(await readFile(join(cwd, file), 'utf8'));

describe('a run with intervals', () => {
  it('keeps their widths with its model, and tells how much of the test split they hold', async () => {
    await writeFile(join(cwd, 'prices.tlp'), pipeline('90%', 'expect { test.coverage >= 80% }'));
    const { status, err } = await train();
    expect([status, err]).toEqual([0, expect.stringMatching(/met +test\.coverage >= 80%/)]);
    const { metrics } = await json('run/run.json');
    const { settings } = await json('run/model/model.json');
    expect(settings.intervals).toEqual({
      level: 0.9,
      halfWidths: [expect.any(Number), expect.any(Number)],
    });
    expect(metrics.test.details.intervals).toEqual(settings.intervals);
    // ⌈81 · 0.9⌉ = 73 of 80, of each target.
    expect(metrics.validation.scores.coverage).toBeCloseTo(73 / 80, 12);
    expect(metrics.test.scores.coverage).toBeGreaterThan(0.8);
    expect(metrics.test.scores.coverage).toBeLessThan(1);
    expect(err).toMatch(/Intervals of 90\.0% reach ± \d+\.\d+, ± 0\.\d+, as the errors/);
  });

  it('predicts both ends of each', async () => {
    const { halfWidths } = (await json('run/model/model.json')).settings.intervals;
    const { out } = await run('predict', 'run', 'word3 word4 word5', '--format', 'csv');
    const [head, line] = out.trimEnd().split('\r\n');
    expect(head).toBe('path,price,price_low,price_high,weight,weight_low,weight_high');
    const [price, low, high] = line!.split(',').slice(1).map(Number);
    expect([price! - low!, high! - price!]).toEqual([
      expect.closeTo(halfWidths[0], 6),
      expect.closeTo(halfWidths[0], 6),
    ]);
    expect((await run('predict', 'run', 'word3 word4 word5')).out).toMatch(
      /: price \d+\.\d ± \d+\.\d+ {2}\(weight/,
    );
  });

  it('is evaluated with them, of each number by itself', async () => {
    const { metrics } = await json('run/run.json');
    const { out } = await run('evaluate', 'run');
    expect(out).toMatch(/coverage \d+\.\d%, interval width \d+\.\d+/);
    expect(out).toMatch(/TARGET .* COVERAGE +INTERVAL WIDTH\nprice .*%/);
    const evaluated = JSON.parse((await run('evaluate', 'run', '--format', 'json')).out);
    expect(evaluated.metrics.scores.coverage).toBeCloseTo(metrics.test.scores.coverage, 9);
  });

  it('shows them in its report, and in what it explains of itself', async () => {
    const page = await readFile(join(cwd, 'run', 'report.html'), 'utf8');
    expect(page).toContain('Intervals of 90.0% reach ±');
    expect((await run('explain', 'prices.tlp')).out).toMatch(/interval +90%/);
  });

  it('has the same widths where its model is written again', async () => {
    const card = await readFile(join(cwd, 'run/model/model.json'), 'utf8');
    await rm(join(cwd, 'run/model/model.json'));
    expect((await train('--resume')).status).toBe(0);
    expect(await readFile(join(cwd, 'run/model/model.json'), 'utf8')).toBe(card);
  });
});

it('is refused before it trains where validation is too small, by the check as by the run', async () => {
  await writeFile(join(cwd, 'prices.tlp'), pipeline('99%'));
  const { status, err } = await run('run', 'prices.tlp', '--out', 'refused', '--engine', 'portable');
  expect([status, err]).toEqual([1, expect.stringContaining('TLP219')]);
  const needed = '`interval: 99%` needs 99 validation texts, and there are 80.';
  expect(err).toContain(needed);
  const { out } = await run('check', 'prices.tlp', '--data');
  expect(out).toContain(needed);
});
