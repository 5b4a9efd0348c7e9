import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail } from '@tlp/language/diagnostic.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linesOf, type Prediction, runPaths, writePredictions } from './run-directory.js';

let run: string;
beforeEach(async () => {
  run = await mkdtemp(join(tmpdir(), 'tlp-run-'));
});
afterEach(() => rm(run, { recursive: true, force: true }));

const prediction = (i: number): Prediction => ({
  split: 'test',
  id: `a/${i}.png`,
  target: [0],
  answer: { predicted: i % 3, probabilities: [i / 1000, 1 - i / 1000] },
});

describe('predictions', () => {
  it('are written as they come, and read one by one', async () => {
    const all = Array.from({ length: 1000 }, (_, i) => prediction(i));
    const result = await writePredictions(run, async (write) => {
      for (let i = 0; i < all.length; i += 32) await write(all.slice(i, i + 32));
      return 'evaluated';
    });
    expect(result).toBe('evaluated');
    const read: Prediction[] = [];
    for await (const one of linesOf<Prediction>(runPaths(run).predictions)) read.push(one);
    expect(read).toEqual(all);
  });

  it('are not there at all where they are not all there', async () => {
    const work = writePredictions(run, async (write) => {
      await write([prediction(1)]);
      throw fail('TLP850', 'The run was interrupted.', 'Continue it.');
    });
    await expect(work).rejects.toThrow('TLP850');
    expect(await readdir(run)).toEqual([]);
  });

  it('say it where the disk does not take them', async () => {
    await mkdir(runPaths(run).predictions);
    await writeFile(join(runPaths(run).predictions, 'x'), '');
    await expect(writePredictions(run, async (write) => write([prediction(1)]))).rejects.toThrow('TLP851');
  });

  it('are read up to the line that is damaged', async () => {
    await writeFile(runPaths(run).predictions, `${JSON.stringify(prediction(1))}\n{"id"\n`);
    const lines = linesOf<Prediction>(runPaths(run).predictions);
    expect((await lines.next()).value).toEqual(prediction(1));
    await expect(lines.next()).rejects.toThrow('TLP891');
  });
});
