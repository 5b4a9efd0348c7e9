import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useOwnCache } from '../testing/own-cache.js';
import { tlp } from './testing.fixture.js';

const glove = 'the 0.1 0.2\ngood 0.9 0.1\nkind 0.8 0.3\nbad 0.1 0.9\nlate 0.2 0.8\n';
const rows = (ones: number) =>
  Array.from({ length: 20 + ones }, (_, i) => {
    const isGood = i < 20;
    return `${i} the ${(isGood ? ['good', 'kind'] : ['bad', 'late'])[i % 2]} ${i % 7 === 0 ? 'bad' : ''},${isGood ? 'five' : 'one'}\n`;
  }).join('');

const pipeline = (split = 'folds(4)', more = '') => `pipeline reviews {
  backbone vectors("glove.txt") { input: 8 }
  data text("reviews.csv") { text: body label: stars split: ${split} batch: 8 }
  head { pool(average) dense(classes) }
  schedule { phase head { freeze: all epochs: 2 learning_rate: 1e-1 } }
  ${more}
}
`;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-folds-'));
  await useOwnCache(cwd);
  await writeFile(join(cwd, 'glove.txt'), glove);
});
beforeEach(async () => {
  await writeFile(join(cwd, 'reviews.csv'), `body,stars\n${rows(12)}`);
  await writeFile(join(cwd, 'reviews.tlp'), pipeline());
});

const run = (out: string, ...more: string[]) =>
  tlp(['run', 'reviews.tlp', '--out', out, '--engine', 'portable', ...more], { cwd });
const read = (...file: string[]) => readFile(join(cwd, ...file));
const json = async (...file: string[]) => JSON.parse((await read(...file)).toString());

describe('split: folds(4)', () => {
  it('trains a model for each fold and tells mean and deviation', async () => {
    const { status, out, err } = await run('all', '--json');
    expect(status).toBe(0);
    expect(err).toMatch(/^validation +mean ± deviation +fold 1 +fold 2 +fold 3 +fold 4$/m);
    expect(err).toMatch(/^accuracy +\d+\.\d% ± \d+\.\d%( +\d+\.\d%){4}$/m);
    const last = JSON.parse(out.trimEnd().split('\n').at(-1)!);
    expect(last).toMatchObject({ type: 'folds', folds: ['fold-1', 'fold-2', 'fold-3', 'fold-4'] });
    const { mean, deviation, values } = last.validation.accuracy;
    const folds = await Promise.all(last.folds.map((fold: string) => json('all', fold, 'run.json')));
    expect(values).toEqual(folds.map(({ metrics }) => metrics.validation.scores.accuracy));
    expect(mean).toBeCloseTo((values[0] + values[1] + values[2] + values[3]) / 4, 12);
    const squares = values.map((value: number) => (value - mean) ** 2);
    expect(deviation ** 2).toBeCloseTo(squares.reduce((sum: number, one: number) => sum + one) / 3, 12);
    expect(await json('all', 'folds.json')).toMatchObject({
      pipeline: 'reviews',
      validation: last.validation,
    });
    const plan = await tlp(['plan', 'reviews.tlp', '--no-calibrate'], { cwd });
    expect(plan.out).toContain('24 + 8 + 0 texts');
    expect(plan.out).toContain('4 folds: as many such runs, each of which validates on another part.');
    for (const { examples } of folds) expect(examples).toEqual({ train: 24, validation: 8, test: 0 });
    expect((await read('all', 'fold-3', 'report.html')).toString()).toContain('reviews');
  });

  it('shows the folds side by side, and what they say together of all examples', async () => {
    const page = (await read('all', 'folds.html')).toString();
    const { validation } = await json('all', 'folds.json');
    const percent = (value: number) => `${(100 * value).toFixed(1)}%`;
    const { mean, deviation, values } = validation.accuracy;
    expect(page).toContain(`<b>${percent(mean)} ± ${percent(deviation)}</b>`);
    for (const [i, value] of values.entries())
      expect(page).toContain(
        `<a href="fold-${i + 1}/report.html">fold-${i + 1}</a></th><td class="num">${percent(value)}</td>`,
      );
    expect(page).toContain('32 texts, each judged by the model that was not trained on it.');
    // Right answers are as many as the folds had together, of eight each.
    const cells = [...page.matchAll(/title="(\w+) predicted as (\w+): (\d+) of (\d+)"/g)];
    const right = cells.flatMap(([, label, said, n]) => (label === said ? Number(n) : []));
    expect(right.reduce((sum, n) => sum + n, 0)).toBe(Math.round(8 * 4 * mean));
    expect(cells.map(([, , , , of]) => of).sort()).toEqual(['12', '12', '20', '20']);
    expect(page).not.toContain('<script');
  });

  it('computes each feature once', async () => {
    await rm(join(cwd, 'features'), { recursive: true, force: true });
    await run('again');
    const passes = await Promise.all(
      [1, 2, 3, 4].map(async (fold) => (await json('again', `fold-${fold}`, 'run.json')).phases[0]),
    );
    expect(passes.slice(1).map(({ forwardPasses }) => forwardPasses)).toEqual([0, 0, 0]);
  });

  it('each example is validated once', async () => {
    const ids: string[] = [];
    for (const fold of [1, 2, 3, 4]) {
      const lines = (await read('all', `fold-${fold}`, 'predictions.jsonl')).toString().trim().split('\n');
      ids.push(
        ...lines
          .map((line) => JSON.parse(line))
          .flatMap(({ split, id }) => (split === 'validation' ? [id] : [])),
      );
    }
    expect(ids).toHaveLength(32);
    expect(new Set(ids).size).toBe(32);
  });

  it('resumes what is left, to the same bytes', async () => {
    const stop = new AbortController();
    let epochs = 0;
    const onOut = (text: string) => {
      epochs += text.split('"type":"epoch-end"').length - 1;
      // In the third fold.
      if (epochs > 4) stop.abort();
    };
    const args = ['run', 'reviews.tlp', '--out', 'stopped', '--engine', 'portable', '--json'];
    const stopped = await tlp(args, { cwd, signal: stop.signal, onOut });
    expect([stopped.status, stopped.err]).toEqual([130, expect.stringContaining('stopped --resume')]);
    const { status, err } = await run('stopped', '--resume');
    expect([status, err]).toEqual([0, expect.stringContaining('Resuming in phase head')]);
    for (const file of [
      'folds.json',
      'folds.html',
      'fold-3/model/weights.safetensors',
      'fold-4/model/weights.safetensors',
    ])
      expect((await read('stopped', file)).equals(await read('all', file)), file).toBe(true);
    await run('stopped', '--resume');
    expect((await read('stopped', 'folds.json')).equals(await read('all', 'folds.json'))).toBe(true);
    const twice = await run('stopped');
    expect([twice.status, twice.err]).toEqual([2, expect.stringContaining('TLP861')]);
    const none = await run('nowhere', '--resume');
    expect([none.status, none.err]).toEqual([2, expect.stringContaining('TLP860')]);
  });

  it('holds the mean of the folds against what is expected, and not each fold', async () => {
    const { validation } = await json('all', 'folds.json');
    const { mean, values } = validation.loss;
    const [best, worst] = [Math.min(...values), Math.max(...values)];
    expect([best < mean, mean < worst]).toEqual([true, true]);
    const expecting = async (most: number) => {
      const bounds = `expect { validation.loss <= ${most} time <= 2h }`;
      await writeFile(join(cwd, 'reviews.tlp'), pipeline('folds(4)', bounds));
      return run('all', '--resume', '--json');
    };
    // One fold misses this bound, all together do not.
    const met = await expecting((worst + mean) / 2);
    expect(met.status).toBe(0);
    expect(met.err).toContain('Expected of the mean of 4 folds, and of the time of all together:');
    expect(met.err).toMatch(/^met +validation\.loss <= /m);
    expect(met.err).toMatch(/^met +time <= 2h /m);
    const missed = await expecting((mean + best) / 2);
    expect(missed.status).toBe(3);
    expect(missed.err).toMatch(/^missed +validation\.loss <= /m);
    const told = JSON.parse(missed.out.trimEnd().split('\n').at(-1)!);
    expect(told.expectations[0]).toMatchObject({ name: 'validation.loss', value: mean, met: false });
    const kept = await json('all', 'folds.json');
    expect(kept.expectations).toEqual(told.expectations);
    const folds = await Promise.all(told.folds.map((fold: string) => json('all', fold, 'run.json')));
    expect(told.expectations[1].value).toBeCloseTo(
      folds.reduce((sum, { seconds }) => sum + seconds, 0),
      9,
    );
    for (const fold of folds) expect(fold.expectations).toBeUndefined();
    expect((await read('all', 'folds.html')).toString()).toContain('1 of 2 is missed.');
  });

  it('tells of a class with too few examples', async () => {
    await writeFile(join(cwd, 'reviews.csv'), `body,stars\n${rows(3)}`);
    const { status, err } = await run('few');
    expect([status, err]).toEqual([1, expect.stringContaining('TLP886')]);
    const { out } = await tlp(['check', 'reviews.tlp'], { cwd });
    expect(out).toContain('`folds(4)` needs 4 texts of each class, and there are 3 texts of one.');
    expect(out).toContain('Write `folds(3)`, or add more of these classes.');
  });
});
