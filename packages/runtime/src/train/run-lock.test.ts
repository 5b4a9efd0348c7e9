import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { describe, expect, it } from 'vitest';
import { lockFolder } from '../files/lock.js';
import { thisProcess } from '../files/process-identity.js';
import { tinyRuns } from '../testing/tiny-runs.js';
import { readLines, runPaths } from './run-directory.js';

const runs = tinyRuns();
const elsewhere = JSON.stringify({ pid: 1, host: 'another', realm: 'another', started: '1' });

async function claimedBy(holder: string): Promise<{ out: string; claim: string }> {
  const out = runs.fresh();
  const folder = lockFolder(runPaths(out).lock);
  await mkdir(folder, { recursive: true });
  const claim = path.join(folder, 'a.claim');
  await writeFile(claim, holder);
  return { out, claim };
}

describe('a run directory that another tlp trains in', () => {
  it('is refused, and the process named', { skip: process.platform !== 'linux' }, async () => {
    const { out } = await claimedBy(JSON.stringify(thisProcess()));
    await expect(runs.run({ out })).rejects.toThrow(
      `TLP859: Another tlp (process ${process.pid}) is training in`,
    );
  });

  it('is waited for where that may have been killed, with what is waited for', async () => {
    const { out, claim } = await claimedBy(elsewhere);
    const said: string[] = [];
    const onEvent = (event: TrainEvent) => {
      if (event.type !== 'stage') return;
      said.push(event.message);
      if (event.message.startsWith('Waiting')) void utimes(claim, 1, 1);
    };
    await runs.run({ out, onEvent });
    expect(said[0]).toMatch(
      /^Waiting up to \d+ s for process 1 on another, which may still be training in .*\.lock\.d$/,
    );
    expect((await readdir(out)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('is refused once that gives a sign of life', async () => {
    const { out, claim } = await claimedBy(elsewhere);
    const onEvent = () => void writeFile(claim, elsewhere);
    await expect(runs.run({ out, onEvent })).rejects.toThrow('TLP859: Another tlp (process 1 on another)');
  });

  it('is left to the one that took it over, which trains each epoch once', async () => {
    const out = runs.fresh();
    let second: ReturnType<typeof runs.run> | undefined;
    const onEvent = (event: TrainEvent) => {
      if (event.type !== 'epoch-end' || event.epoch !== 2 || second) return;
      // What the other sees of a process that was suspended on another computer for long.
      second = rm(lockFolder(runPaths(out).lock), { recursive: true }).then(() =>
        runs.run({ out, resume: true }),
      );
    };
    await expect(runs.run({ out, onEvent })).rejects.toThrow('TLP890');
    await second;
    const epochs = await readLines<{ phase: string; epoch: number }>(runPaths(out).metrics);
    expect(epochs.map(({ phase, epoch }) => `${phase} ${epoch}`)).toEqual([
      ...['head 1', 'head 2', 'head 3'],
      ...['tune 1', 'tune 2'],
    ]);
    expect(JSON.parse(await readFile(runPaths(out).record, 'utf8')).status).toBe('finished');
  });

  it('is rid of the temporary files of sessions that were killed', async () => {
    const out = runs.fresh();
    const { record, model, checkpoint } = runPaths(out);
    const stop = new AbortController();
    const onEvent = (event: TrainEvent) => event.type === 'epoch-end' && stop.abort();
    await expect(runs.run({ out, onEvent, signal: stop.signal })).rejects.toThrow('TLP850');
    await mkdir(model);
    const left = [record, path.join(model, 'model.json'), path.join(checkpoint, '7.safetensors')].map(
      (file) => path.join(path.dirname(file), `.${path.basename(file)}.x.tlp-tmp`),
    );
    for (const file of left) await writeFile(file, 'half');
    await runs.run({ out, resume: true });
    const names = (await readdir(out, { recursive: true })).filter((name) => name.endsWith('.tlp-tmp'));
    expect(names).toEqual([]);
  });
});
