import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useOwnCache } from '../testing/own-cache.js';
import { mixed, pipeline, strangers, writeRooms } from './rooms.fixture.js';
import { tlp } from './testing.fixture.js';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-reject-nearest-'));
  await useOwnCache(cwd);
  await writeRooms(cwd);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const run = (...argv: string[]) => tlp(argv, { cwd });
const train = (...argv: string[]) => run('run', 'rooms.tlp', '--out', 'run', '--engine', 'portable', ...argv);
const json = async (file: string) => JSON.parse(await readFile(join(cwd, file), 'utf8'));

const evaluated = async (folder: string) => {
  await writeFile(join(cwd, 'mixed.csv'), `body,topic\n${mixed.join('\n')}\n`);
  return JSON.parse((await run('evaluate', folder, '--data', 'mixed.csv', '--format', 'json')).out);
};

describe('a run that rejects by the nearest training examples', () => {
  it('keeps them with its model, and the threshold of the validation split', async () => {
    await writeFile(
      join(cwd, 'rooms.tlp'),
      pipeline('reject: unknown(95%, by: nearest(k: 3))', 'expect { test.rejected <= 10% }'),
    );
    const { status, err } = await train();
    expect([status, err]).toEqual([0, expect.stringMatching(/met +test\.rejected <= 10%/)]);
    expect(err).toContain(
      "The score is the cosine similarity of the example's features, the input of the last layer, with those of the 3rd nearest training example.",
    );
    const { metrics, files } = await json('run/run.json');
    const { rejection, known } = await json('run/model/model.json');
    const by = { kind: 'nearest', k: 3 };
    expect(rejection).toEqual({ name: 'unknown', keep: 0.95, threshold: expect.any(Number), by });
    expect(rejection.threshold).toBeLessThan(1);
    expect(metrics.test.details.rejection).toEqual(rejection);
    expect(files['model/known.safetensors']).toEqual(known);
    // Two of forty at most: some texts score the same.
    expect(metrics.validation.scores.rejected).toBeLessThanOrEqual(0.05);
    expect(metrics.test.scores.kept_accuracy).toBe(1);
  });

  it('measures nothing of it after an epoch', async () => {
    const epochs = (await readFile(join(cwd, 'run/metrics.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(epochs).toHaveLength(20);
    for (const line of epochs) expect(JSON.parse(line).validation.scores).not.toHaveProperty('rejected');
  });

  it('says it of most examples of a class that it has never seen', async () => {
    const { metrics } = await json('run/run.json');
    const { metrics: again, strangers: found } = await evaluated('run');
    expect(again.scores.rejected).toBeCloseTo(metrics.test.scores.rejected, 9);
    expect(found).toMatchObject({ by: 'nearest(k: 3)', count: 20 });
    expect(found.rejected).toBeGreaterThan(0.9);
    expect(found.auroc).toBeGreaterThan(0.95);
    expect((await run('evaluate', 'run', '--data', 'mixed.csv')).out).toMatch(
      /20 texts of no known class are rejected by nearest\(k: 3\), AUROC \d+\.\d%/,
    );
    const { out } = await run('predict', 'run', strangers[0]!);
    expect(out).toMatch(/: unknown {2}\(similarity 0\.\d+ below 0\.\d+, (garden|kitchen) \d/);
  });

  it('answers the same of an example alone and from a copy of its folder', async () => {
    await cp(join(cwd, 'run'), join(cwd, 'elsewhere'), { recursive: true });
    const scores = async (folder: string, ...inputs: string[]) =>
      JSON.parse((await run('predict', folder, ...inputs, '--format', 'json')).out).predictions.map(
        ({ score }: { score: number }) => score,
      );
    const all = await scores('run', ...strangers.slice(0, 5));
    const copied = await scores('elsewhere', ...strangers.slice(0, 5));
    expect(copied).toEqual(all);
    expect((await scores('run', strangers[3]!))[0]).toBeCloseTo(all[3], 5);
  });

  it('is planned with them', async () => {
    const { out } = await run('plan', 'rooms.tlp', '--no-calibrate');
    expect(out).toContain(
      'Rejects by nearest(k: 3): the features of 40 training texts are kept with the model, 640 B.\n',
    );
  });

  it('says so in its report', async () => {
    const page = await readFile(join(cwd, 'run', 'report.html'), 'utf8');
    expect(page).toContain('3rd nearest training example');
    expect((await run('explain', 'rooms.tlp')).out).toMatch(/by: nearest\(k: 3\)\) +line/);
  });

  it('comes to the same bytes where they are gone', async () => {
    const files = ['run/model/model.json', 'run/model/known.safetensors', 'run/predictions.jsonl'];
    const bytes = () => Promise.all(files.map((file) => readFile(join(cwd, file))));
    const before = await bytes();
    await rename(join(cwd, 'run/model/known.safetensors'), join(cwd, 'away'));
    expect((await run('predict', 'run', strangers[0]!)).err).toContain('TLP892');
    expect((await train('--resume')).status).toBe(0);
    expect(await bytes()).toEqual(before);
  });

  it('does not answer with others', async () => {
    await writeFile(join(cwd, 'elsewhere/model/known.safetensors'), 'something else');
    const { status, err } = await run('predict', 'elsewhere', strangers[0]!);
    expect([status, err]).toEqual([1, expect.stringContaining('TLP891')]);
  });
});

it('is refused before it trains where there are fewer training examples', async () => {
  await writeFile(join(cwd, 'rooms.tlp'), pipeline('reject: unknown(95%, by: nearest(k: 41))'));
  const { status, err } = await run('run', 'rooms.tlp', '--out', 'refused', '--engine', 'portable');
  expect([status, err]).toEqual([1, expect.stringContaining('TLP243')]);
});
