import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { expect, it } from 'vitest';
import { watchWrites } from '../files/atomic.js';
import { tinyPhases } from '../testing/image-folder.js';
import { findTiny, tinyRuns } from '../testing/tiny-runs.js';
import { readLines, readRun, runPaths } from './run-directory.js';
import { verifyRun } from './verify-run.js';

const runs = tinyRuns();

/** What must be the same however often a run was killed: all but times. */
async function outcome(run: string) {
  const { metrics, predictions, model } = runPaths(run);
  const bytes = (file: string) => readFile(file, 'latin1');
  const record = await readRun(run);
  return {
    weights: await bytes(path.join(model, 'weights.safetensors')),
    card: await bytes(path.join(model, 'model.json')),
    known: await bytes(path.join(model, 'known.safetensors')).catch(() => null),
    predictions: await bytes(predictions),
    epochs: (await readLines<object>(metrics)).map((epoch) => ({ ...epoch, seconds: 0 })),
    metrics: record.metrics,
    status: record.status,
    names: (await readdir(run, { recursive: true })).filter((name) => !name.startsWith('checkpoint')).sort(),
  };
}

const rejecting = ({ schedule, ...rest }: Pipeline): Pipeline => ({
  ...rest,
  schedule: {
    ...schedule,
    reject: { kind: 'unknown', keep: 0.9, name: 'other', by: { kind: 'nearest', k: 1 } },
  },
});

it.each([
  ['a run', (plain: Pipeline) => plain, [], []],
  ['a run that rejects', rejecting, ['model/known.safetensors'], ['model/model.json']],
] as const)(
  '%s ends at the same bytes from every state that a kill can leave',
  {
    timeout: 240_000,
  },
  async (_, pipelineOf, known, settled) => {
    const out = runs.fresh();
    const pipeline = pipelineOf(tinyPhases(runs.data));
    const states: { readonly moment: string; readonly copy: string }[] = [];
    const stop = watchWrites(async (file, moment) => {
      if (!file.startsWith(out)) return;
      const copy = runs.fresh();
      // A killed process has no lock: see files/lock.test.ts.
      await cp(out, copy, { recursive: true, filter: (source) => !source.endsWith('.lock.d') });
      states.push({ moment: `${path.relative(out, file)} ${moment}`, copy });
    });
    try {
      await runs.run({ out }, pipeline);
    } finally {
      stop();
    }
    const expected = await outcome(out);

    const files = [
      'run.json',
      'metrics.jsonl',
      ...[1, 2, 3, 4, 5, 6].map((n) => `checkpoint/${n}.safetensors`),
    ];
    files.push('model/weights.safetensors', 'model/model.json', ...known);
    files.push('predictions.jsonl', ...settled, 'nearest.json', 'run.json');
    const moments = files.flatMap((file) => [`${file} written`, `${file} in place`]);
    expect(states.map(({ moment }) => moment)).toEqual(moments);

    for (const { moment, copy } of states) {
      await runs.run({ out: copy, resume: true }, pipeline);
      expect(await outcome(copy), moment).toEqual(expected);
      const { files: checked } = await verifyRun(copy, findTiny);
      expect(
        checked.filter(({ problem }) => problem !== null),
        moment,
      ).toEqual([]);
    }
  },
);

it('ends at the same bytes where a kill cut the epochs’ file in the middle of a line', async () => {
  const out = runs.fresh();
  const copy = runs.fresh();
  const stop = watchWrites(async (file, moment) => {
    if (file !== path.join(out, 'checkpoint', '3.safetensors') || moment !== 'in place') return;
    await cp(out, copy, { recursive: true, filter: (source) => !source.endsWith('.lock.d') });
  });
  await runs.run({ out }).finally(stop);
  const { metrics } = runPaths(copy);
  await writeFile(metrics, (await readFile(metrics)).subarray(0, -20));
  await runs.run({ out: copy, resume: true });
  expect(await outcome(copy)).toEqual(await outcome(out));
});
