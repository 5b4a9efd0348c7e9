import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { writeMadeUpWeights } from '../testing/made-up-weights.js';
import { useOwnCache } from '../testing/own-cache.js';
import { tlp } from './testing.fixture.js';
import { tinyText, twoColours } from './tiny.fixture.js';

const phase = (name: string, rate: string, more = 'epochs: 1') => `    phase ${name} {
      freeze: all
      ${more}
      learning_rate: ${rate}
    }`;
const head = phase('head', 'cosine(1e-4, warmup: 10%)');
const solved = '    phase head { freeze: all solve: ridge(l2: 1.0) }';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-rate-'));
  await useOwnCache(cwd);
  await writeMadeUpWeights(join(cwd, 'weights.safetensors'), findBackbone('mobilenet_v1_025')!);
  await twoColours(join(cwd, 'data'), ['red', 'blue']);
});

const file = () => join(cwd, 'tiny.tlp');
const write = (schedule: string) => writeFile(file(), tinyText(schedule));
const read = () => readFile(file(), 'utf8');
const find = (...options: string[]) =>
  tlp(['find-rate', 'tiny.tlp', '--engine', 'portable', ...options], { cwd });

beforeEach(() => write(head));

describe('tlp find-rate', () => {
  it('draws the curve and says what it suggests', async () => {
    const { status, out, err } = await find('--svg', 'curve.svg');
    expect(status).toBe(0);
    expect(out).toMatch(/^Phase head: loss by learning rate\n/);
    expect(out).toMatch(/[⠁-⣿]/);
    expect(out).toMatch(/^valley +\S+ +in the middle of the longest descent/m);
    expect(out).toMatch(/^now +1e-4 +what phase head has$/m);
    expect(out).not.toContain('\u001b');
    expect(err).toContain('Curve    curve.svg\n');
    expect(err).toMatch(/^--write puts \S+ into the file\.$/m);
    expect(await readFile(join(cwd, 'curve.svg'), 'utf8')).toMatch(
      /^<svg xmlns=[\s\S]*valley[\s\S]*<\/svg>\n$/,
    );
    expect(await read()).toBe(tinyText(head));
    // No run folder, and nothing beside the features of the cache.
    expect((await readdir(cwd)).sort()).not.toContain('runs');
  });

  it('prints JSON alone, the same each time', async () => {
    const { out } = await find('--format', 'json', '--steps', '30', '--from', '1e-5', '--to', '1');
    const found = JSON.parse(out);
    expect(found).toMatchObject({
      pipeline: 'tiny',
      phase: 'head',
      before: 1e-4,
      from: 1e-5,
      to: 1,
      steps: 30,
      written: null,
    });
    expect(found.rates).toHaveLength(found.losses.length);
    expect(found.rates[0]).toBe(1e-5);
    const again = await find('--format', 'json', '--steps', '30', '--from', '1e-5', '--to', '1');
    expect(again.out).toBe(out);
  });

  it('writes the rate of the valley and keeps the rest', async () => {
    const { out, err } = await find('--write', '--format', 'json', '--steps', '40');
    const { suggestions, written } = JSON.parse(out);
    const rate = Number(suggestions.valley.toPrecision(2));
    const now = await read();
    const [, kept] = /learning_rate: cosine\((\S+), warmup: 10%\)/.exec(now) ?? [];
    expect(Number(kept)).toBe(rate);
    expect(now.replace(kept!, '1e-4')).toBe(tinyText(head));
    expect(written).toMatchObject({
      file: file(),
      line: 19,
      text: `learning_rate: cosine(${kept}, warmup: 10%)`,
    });
    expect(err).not.toContain('error');
  });

  it('trains the phases before in memory, or starts from a finished run', async () => {
    await write(`${head}\n${phase('tune', '1e-3')}`);
    const trained = await find('--phase', 'tune', '--steps', '20');
    expect(trained.err).toContain('Phase 1 of 2, head');
    expect(trained.err).toContain('Phase 2 of 2, tune');
    expect(trained.err).toMatch(/epoch +1 /);
    const run = await tlp(['run', 'tiny.tlp', '--engine', 'portable', '--out', 'whole'], { cwd });
    expect(run.status).toBe(0);
    const before = await readdir(join(cwd, 'whole'), { recursive: true });
    const started = await find('--phase', 'tune', '--steps', '20', '--run', 'whole');
    expect(started.status).toBe(0);
    expect(started.err).not.toContain('Phase 1 of 2, head');
    expect(await readdir(join(cwd, 'whole'), { recursive: true })).toEqual(before);
    await writeFile(file(), tinyText(head).replace('dense(classes)', 'dense(8)\n    dense(classes)'));
    expect(await find('--run', 'whole')).toMatchObject({ status: 2, err: expect.stringContaining('TLP902') });
  });

  it('does not go on without training images that cannot be read', async () => {
    await cp(join(cwd, 'data'), join(cwd, 'hurt'), { recursive: true });
    // Of ten images of a class, six are trained on.
    for (let i = 0; i < 5; i++) await writeFile(join(cwd, 'hurt', 'red', `${i}.png`), 'no image');
    await writeFile(file(), tinyText(head).replace('images("data")', 'images("hurt")'));
    const { status, err } = await find('--steps', '10');
    expect({ status, err }).toMatchObject({ status: 1, err: expect.stringContaining('error[TLP35') });
  });

  it('leaves nothing when it is stopped', async () => {
    const stopped = await tlp(['find-rate', 'tiny.tlp', '--engine', 'portable', '--write'], {
      cwd,
      signal: AbortSignal.abort(),
    });
    expect(stopped).toMatchObject({ status: 130, out: '' });
    expect(stopped.err).toContain('Stopped. Nothing was written.');
    expect(await read()).toBe(tinyText(head));
  });

  it.each([
    ['--from', '0'],
    ['--to', '11'],
    ['--from', 'low'],
    ['--steps', '5'],
  ])('refuses %s %s', async (name, value) => {
    const { status, err } = await find(name, value);
    expect(status).toBe(2);
    expect(err).toContain(name);
  });

  it('refuses a range that does not rise', async () => {
    expect((await find('--from', '1', '--to', '1e-3')).err).toContain('--from must be lower than --to.');
  });
});

test.each([
  ['a name nearly right', head, ['--phase', 'heat'], 'TLP900', 'Did you mean head?'],
  ['a name of nothing', head, ['--phase', 'completely-else'], 'TLP900', 'Name one that descends: head.'],
  [
    'a solved phase',
    `${solved}\n${phase('tune', '1e-4')}`,
    ['--phase', 'head'],
    'TLP900',
    'Name one that descends: tune.',
  ],
  ['a schedule that is solved', solved, [], 'TLP900', 'Give a phase epochs instead of `solve`.'],
  ['a recipe', '    recipe: fine_tune(epochs: 1)', ['--write'], 'TLP903', 'Change `rate` of the recipe'],
  [
    '--set',
    head,
    ['--write', '--set', 'schedule.head.learning_rate=1e-3'],
    'TLP903',
    'Leave out that --set.',
  ],
])('%s is told before anything is trained', async (_, schedule, options, code, remedy) => {
  await write(schedule);
  const { status, err } = await find(...options);
  expect(status).toBe(2);
  expect(err).toContain(`error[${code}]`);
  expect(err).toContain(remedy);
  expect(await read()).toBe(tinyText(schedule));
});

test('without --phase, the first phase that descends is meant', async () => {
  await write(`${solved}\n${phase('tune', '1e-4')}`);
  const { out, err } = await find('--steps', '20');
  expect(out).toContain('Phase tune');
  expect(err).toContain('Phase 1 of 2, head');
});

test('a phase that learns from pairs is tested on pairs', async () => {
  await write(`    phase contrast {
      freeze: ..block1
      epochs: 1
      contrastive: pairs(iterations: 2)
    }
${phase('head', '1e-3')}`);
  const { status, out, err } = await tlp(['find-rate', 'tiny.tlp', '--steps', '12', '--format', 'json'], {
    cwd,
  });
  expect({ status, err }).toMatchObject({
    status: 0,
    err: expect.stringContaining('Phase 1 of 2, contrast'),
  });
  const { losses } = JSON.parse(out);
  expect(losses).toHaveLength(12);
  // The squared distance of a cosine from 0 or 1, and not a cross-entropy.
  for (const loss of losses) expect(loss).toBeLessThan(4);
});
