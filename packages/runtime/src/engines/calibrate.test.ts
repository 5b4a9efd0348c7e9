import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fail } from '@tlp/language/diagnostic.js';
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { int32 } from '@tlp/language/graph/shape.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type EngineTimes, engineTimes, knownTimes, tensorFlowWins } from './calibrate.js';
import type { Machine } from './machine.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-calibrate-'));
});
afterEach(() => rm(folder, { recursive: true }));

const graphOf = (input: string) => {
  const b = new GraphBuilder();
  return b.finish([b.input(input, int32('batch', 'tokens'))]);
};
const contest = { graph: graphOf('ids'), size: { rows: 8, tokens: 32 } };
const feeds = { ids: { data: Int32Array.of(1), shape: [1, 1] } };
const here: Machine = {
  processor: 'AMD',
  threads: 2,
  onnxRuntime: '1.30.0',
  tensorFlow: '2.15.1',
  oneDnn: '1',
};

/**
 * Engines whose runs take so many seconds by a clock of their own, the first of each 128 times as many.
 * @param others the share of the processors that other programs have; ours then takes half of the time from them
 */
function staged(seconds: EngineTimes, machine: Machine | null = here, others = 0) {
  const events: string[] = [];
  let now = 0;
  const create = async (name: keyof EngineTimes) => {
    events.push(`make ${name}`);
    let runs = 0;
    return {
      name,
      async run() {
        now += seconds[name] * (runs++ === 0 ? 128 : 1);
        return [];
      },
      async dispose() {
        events.push(`dispose ${name}`);
      },
    };
  };
  const clocks = { wall: () => now, own: () => now / 2, all: () => now / 2 + others * now };
  const options = { folder, machine: async () => machine, create, clocks };
  const time = (of: Partial<typeof contest> = {}) =>
    engineTimes({ ...contest, ...of, weights: new Map(), batch: async () => feeds }, options);
  return { events, options, time };
}

it('times what has warmed up, and one engine is gone before the next is made', async () => {
  const { events, time } = staged({ onnx: 0.5, tensorflow: 0.25 });
  expect(await time()).toEqual({ onnx: 0.5, tensorflow: 0.25 });
  expect(events).toEqual(['make onnx', 'dispose onnx', 'make tensorflow', 'dispose tensorflow']);
});

it('measures once, and later processes are told the same', async () => {
  const first = await staged({ onnx: 0.5, tensorflow: 0.25 }).time();
  const later = staged({ onnx: 1, tensorflow: 8 });
  expect(await later.time()).toEqual(first);
  expect(await knownTimes(contest, later.options)).toEqual(first);
  expect(later.events).toEqual([]);
});

it.each<[string, Machine, Partial<typeof contest>]>([
  ['another processor', { ...here, processor: 'Intel' }, {}],
  ['other threads', { ...here, threads: 4 }, {}],
  ['another version of ONNX Runtime', { ...here, onnxRuntime: '1.31.0' }, {}],
  ['another version of TensorFlow or of our ops', { ...here, tensorFlow: '2.21.0' }, {}],
  ['TensorFlow without oneDNN', { ...here, oneDnn: '0' }, {}],
  ['another graph', here, { graph: graphOf('words') }],
  ['longer texts', here, { size: { rows: 8, tokens: 64 } }],
])('measures anew for %s', async (_, machine, of) => {
  await staged({ onnx: 0.5, tensorflow: 0.25 }).time();
  const other = staged({ onnx: 1, tensorflow: 8 }, machine);
  expect(await knownTimes({ ...contest, ...of }, other.options)).toBeNull();
  expect(await other.time(of)).toEqual({ onnx: 1, tensorflow: 8 });
});

it.each<[string, (text: string) => string]>([
  ['cut off', (text) => text.slice(0, 40)],
  ['empty', () => ''],
  ['with another number', (text) => text.replace('0.25', '0.75')],
])('measures anew where what is known is %s', async (_, damage) => {
  await staged({ onnx: 0.5, tensorflow: 0.25 }).time();
  const [name, ...others] = await readdir(folder);
  expect(others).toEqual([]);
  const file = path.join(folder, name!);
  await writeFile(file, damage(await readFile(file, 'utf8')));
  const again = staged({ onnx: 1, tensorflow: 8 });
  expect(await again.time()).toEqual({ onnx: 1, tensorflow: 8 });
  expect(await knownTimes(contest, again.options)).toEqual({ onnx: 1, tensorflow: 8 });
});

it('takes what another process has found meanwhile', async () => {
  const { options } = staged({ onnx: 1, tensorflow: 8 });
  const batch = async () => {
    await staged({ onnx: 0.5, tensorflow: 0.25 }).time();
    return feeds;
  };
  expect(await engineTimes({ ...contest, weights: new Map(), batch }, options)).toEqual({
    onnx: 0.5,
    tensorflow: 0.25,
  });
});

it('has no times where a library is not there, and where nothing can be read', async () => {
  const without = staged({ onnx: 0.5, tensorflow: 0.25 }, null);
  expect(await without.time()).toBeNull();
  const { events, options } = staged({ onnx: 0.5, tensorflow: 0.25 });
  const nothing = { ...contest, weights: new Map(), batch: async () => null };
  expect(await engineTimes(nothing, options)).toBeNull();
  expect([...events, ...without.events]).toEqual([]);
});

it.each([
  [1.3, 1, true],
  [1.1, 1, true],
  [1.09, 1, false],
  [1, 1, false],
  [0.8, 1, false],
])('ONNX Runtime takes %s s and TensorFlow %s s: TensorFlow is chosen: %s', (onnx, tensorflow, chosen) => {
  expect(tensorFlowWins({ onnx, tensorflow })).toBe(chosen);
});

it.each([
  [0.2, 'the wall clock', 0.5],
  [0.4, 'what this process has of the processors', 0.25],
])('where others have %s of the processors, %s counts', async (others, _, onnx) => {
  expect(await staged({ onnx: 0.5, tensorflow: 0.25 }, here, others).time()).toEqual({
    onnx,
    tensorflow: onnx / 2,
  });
});

it('has no times where TensorFlow does not load, which is told where it is needed', async () => {
  const { options } = staged({ onnx: 0.5, tensorflow: 0.25 });
  const create = async (name: keyof EngineTimes) => {
    if (name === 'tensorflow') throw fail('TLP754', 'It does not load.', 'Set it up again.');
    return options.create(name);
  };
  const time = engineTimes(
    { ...contest, weights: new Map(), batch: async () => feeds },
    { ...options, create },
  );
  expect(await time).toBeNull();
});
