/** Ten thousand damaged copies of a file of every format. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { outcomeOf } from '../testing/hostile.js';
import { hostileFormats } from '../testing/hostile-formats.js';
import { mutations } from '../testing/mutations.js';
import { weightFixture } from '../testing/weight-fixtures.js';

// Starting a thread for each copy of an HDF5 file would take hours.
vi.mock('node:worker_threads', async (original) => {
  const threads = await original<typeof import('node:worker_threads')>();
  const { reusing } = await import('../testing/reused-workers.js');
  return { ...threads, Worker: reusing(threads.Worker) };
});

const count = 10_000;
/** Copies that are read at the same time. */
const lanes = 4;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-hostile-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(hostileFormats)(
  '$title is read or refused',
  async (format) => {
    const { title, fixture: name, hurt } = format;
    const outcomes = new Map<string, number>();
    const lane = async (index: number): Promise<void> => {
      const opened = path.join(folder, `${title.replaceAll(/\W/g, '-')}-${index}`);
      await cp(weightFixture(name), opened, { recursive: true });
      const target = path.join(opened, hurt).replace(/[/\\]$/, '');
      const whole = new Uint8Array(await readFile(target));
      for (const bytes of mutations(whole, count / lanes, 1000 + index)) {
        await writeFile(target, bytes);
        const outcome = await outcomeOf(opened);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: lanes }, (_, index) => lane(index)));
    expect([...outcomes.keys()].filter((outcome) => !/^(?:read|TLP25[0-7])$/.test(outcome))).toEqual([]);
    expect([...outcomes.values()].reduce((sum, n) => sum + n, 0)).toBe(count);
  },
  4 * 3_600_000,
);
