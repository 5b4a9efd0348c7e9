/** Texts: from a run with two classes to one with three, from the command line. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useOwnCache } from '../testing/own-cache.js';
import { tinyBert } from '../testing/tiny-text-network.js';
import { loadModel } from '../train/model.js';
import { tlp } from './testing.fixture.js';

const words = ['good', 'bad', 'so', 'it', 'is', 'cheap'] as const;
const row = (i: number, kinds: readonly string[]) => {
  const kind = kinds[i % kinds.length]!;
  return `it is so ${kind} ${words[i % 6]} ${words[(i * 5) % 6]},${kind}`;
};
const table = (kinds: readonly string[]) =>
  `body,kind\n${Array.from({ length: 60 }, (_, i) => row(i, kinds)).join('\n')}\n`;

const pipeline = (weights: string, data: string) => `pipeline mails {
  backbone huggingface("net") { input: 10 weights: ${weights} }
  data text("${data}") { text: body label: kind batch: 8 }
  head { pool(average) dense(classes) }
  schedule { phase all { freeze: none epochs: 2 learning_rate: 1e-2 } }
}
`;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-warm-texts-'));
  await useOwnCache(cwd);
  await mkdir(join(cwd, 'net'));
  for (const [name, content] of Object.entries(tinyBert(words, 64)))
    await writeFile(join(cwd, 'net', name), content);
  await writeFile(join(cwd, 'two.csv'), table(['bad', 'good']));
  await writeFile(join(cwd, 'three.csv'), table(['bad', 'cheap', 'good']));
  await writeFile(join(cwd, 'first.tlp'), pipeline('random', 'two.csv'));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const run = (...argv: string[]) => tlp(argv, { cwd });
const train = (name: string) => run('run', `${name}.tlp`, '--out', name, '--engine', 'portable');

it('goes on with another class, and says so first', async () => {
  expect(await train('first')).toMatchObject({ status: 0 });
  await writeFile(join(cwd, 'second.tlp'), pipeline('run("first")', 'three.csv'));
  const plan = await run('plan', 'second.tlp', '--no-calibrate');
  expect(plan.out).toContain('its backbone and its head with the rows of bad, good; fresh rows for cheap');
  const json = JSON.parse((await run('plan', 'second.tlp', '--no-calibrate', '--format', 'json')).out);
  expect(json.start).toEqual({
    run: join(cwd, 'first'),
    kept: ['bad', 'good'],
    fresh: ['cheap'],
    left: [],
    problem: null,
  });
  expect((await run('explain', 'second.tlp')).out).toMatch(/^backbone\.weights +run\(".*first"\) +line 2$/m);
  // Nothing is learned at such a rate, so what it began with is seen.
  const still = ['--set', 'schedule.all.learning_rate=1e-12', '--set', 'schedule.all.optimizer=sgd'];
  const second = await run('run', 'second.tlp', '--out', 'second', '--engine', 'portable', ...still);
  expect(second).toMatchObject({ status: 0, err: expect.stringContaining('fresh rows for cheap') });
  const [before, now] = await Promise.all(['first', 'second'].map((name) => loadModel(join(cwd, name))));
  expect(now!.outputs).toEqual(['bad', 'cheap', 'good']);
  for (const [name, values] of before!.weights) {
    const after = now!.weights.get(name)!;
    if (name.startsWith('head/')) {
      const kept = after.filter((_, i) => i % 3 !== 1);
      kept.forEach((value, i) => void expect(value).toBeCloseTo(values[i]!, 6));
    } else after.forEach((value, i) => void expect(value).toBeCloseTo(values[i]!, 6));
  }
  expect(now!.preparation).toEqual(before!.preparation);
});

it('is resumed only beside the run that it went on from, as that was', async () => {
  await writeFile(join(cwd, 'third.tlp'), pipeline('run("second")', 'three.csv'));
  expect((await train('third')).status).toBe(0);
  await rm(join(cwd, 'second'), { recursive: true });
  expect(await run('run', 'third.tlp', '--out', 'third', '--resume', '--engine', 'portable')).toMatchObject({
    status: 1,
    err: expect.stringMatching(/error\[TLP573\].*\n --> third\.tlp:2:/),
  });
  await run('run', 'first.tlp', '--out', 'second', '--engine', 'portable', '--seed', '5');
  expect(await run('run', 'third.tlp', '--out', 'third', '--resume', '--engine', 'portable')).toMatchObject({
    status: 1,
    err: expect.stringContaining("the backbone's weights are others"),
  });
});
