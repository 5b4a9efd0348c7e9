import { cp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Slicing } from '@tlp/language/data/slices/slicing.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { expect, it } from 'vitest';
import { watchWrites } from '../files/atomic.js';
import { tinyPipeline } from '../testing/image-folder.js';
import { findTiny, tinyRuns } from '../testing/tiny-runs.js';
import { type Prediction, predictionsIn, readLines, readRun } from './run-directory.js';
import { verifyRun } from './verify-run.js';

const runs = tinyRuns();

const slicedBy = (...slices: readonly Slicing[]): Pipeline => {
  const pipeline = tinyPipeline(runs.data);
  return { ...pipeline, data: { ...pipeline.data, slices } };
};
const bySize = () => slicedBy({ kind: 'size' });
const byName = () => slicedBy({ kind: 'name', pattern: '{group}.png' });

/** By what a whole run is told apart: its record, and each of its predictions. */
async function slicingsOf(run: string): Promise<string> {
  const { files } = await verifyRun(run, findTiny);
  expect(files.filter(({ problem }) => problem !== null)).toEqual([]);
  const record = await readRun(run);
  const kinds = (record.slices ?? []).map(({ by }) => by.kind).join();
  const predictions = await readLines<Prediction>(predictionsIn(run, record));
  const told = new Set(predictions.map(({ slices = [] }) => slices.map((key) => typeof key).join()));
  return `${kinds}: ${[...told].join(' ')}`;
}

const predictionsFiles = async (run: string): Promise<readonly string[]> =>
  (await readdir(run)).filter((name) => name.startsWith('predictions'));

it('leaves the old slices or the new ones, wherever it is killed', async () => {
  const { out } = await runs.run({}, bySize());
  const [before, after] = ['size: number', 'name: string'];
  expect(await slicingsOf(out)).toBe(before);
  const states: { readonly moment: string; readonly copy: string }[] = [];
  const stop = watchWrites(async (file, moment) => {
    if (!file.startsWith(out)) return;
    const copy = runs.fresh();
    await cp(out, copy, { recursive: true, filter: (source) => !source.endsWith('.lock.d') });
    states.push({ moment: `${path.basename(file).replace(/-\w+/, '-…')} ${moment}`, copy });
  });
  await runs.run({ out, resume: true }, byName()).finally(stop);
  expect(await slicingsOf(out)).toBe(after);
  expect(await predictionsFiles(out)).toHaveLength(1);

  const found = [];
  for (const { moment, copy } of states) found.push([moment, await slicingsOf(copy)]);
  expect(found).toEqual([
    ['predictions-….jsonl written', before],
    ['predictions-….jsonl in place', before],
    ['run.json written', before],
    ['run.json in place', after],
  ]);

  // Gone on with, each ends as the run that was not killed, and without a file too many.
  for (const { moment, copy } of states) {
    await runs.run({ out: copy, resume: true }, byName());
    expect(await slicingsOf(copy), moment).toBe(after);
    expect(await predictionsFiles(copy), moment).toHaveLength(1);
  }
});

it('rebuilds predictions that are damaged after it', async () => {
  const { out } = await runs.run({}, bySize());
  await runs.run({ out, resume: true }, byName());
  await rm(predictionsIn(out, await readRun(out)));
  await runs.run({ out, resume: true }, byName());
  expect(await slicingsOf(out)).toBe('name: string');
});
