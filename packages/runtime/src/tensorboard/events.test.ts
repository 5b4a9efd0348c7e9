/** Event files against TensorFlow's own, and what a run leaves of them. `tools/goldens/events.py` writes the golden. */
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { colourFolder, tinyPhases } from '../testing/image-folder.js';
import { tinyBackbone } from '../testing/tiny-backbone.js';
import { readRun, writeRun } from '../train/run-directory.js';
import { runPipeline } from '../train/run-pipeline.js';
import { eventsOfRun } from './events-of-run.js';
import { eventWriter } from './write-events.js';

const golden = (name: string) =>
  readFile(fileURLToPath(new URL(`../../goldens/events/${name}`, import.meta.url)));

test('the bytes are those that TensorFlow writes', async () => {
  const { started, epochs, test: tested, seconds } = JSON.parse(String(await golden('events.json')));
  const metrics = { validation: null, test: tested };
  expect(eventsOfRun({ started, metrics, seconds }, epochs).equals(await golden('events.tfrecord'))).toBe(
    true,
  );
});

test('a run under way has what its epochs say, and no more', async () => {
  const { started, epochs, test: tested, seconds } = JSON.parse(String(await golden('events.json')));
  const running = eventsOfRun({ started, metrics: null, seconds: 0 }, epochs.slice(0, 2));
  const whole = eventsOfRun({ started, metrics: { validation: null, test: tested }, seconds }, epochs);
  expect(whole.subarray(0, running.length).equals(running)).toBe(true);
  expect(whole.length).toBeGreaterThan(running.length);
});

let data: string;
let folder: string;
beforeAll(async () => {
  data = await colourFolder(12);
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-events-'));
});
afterAll(async () => {
  await rm(data, { recursive: true });
  await rm(folder, { recursive: true });
});

it('a run that is stopped and resumed has one file, which goes on', async () => {
  const out = path.join(folder, 'run');
  const board = path.join(folder, 'board');
  const stop = new AbortController();
  const train = async (resume: boolean, onEvent: (event: TrainEvent) => void) => {
    const writer = await eventWriter(board, out);
    const work = runPipeline(tinyPhases(data), {
      out,
      resume,
      engine: 'portable',
      findBackbone: () => tinyBackbone,
      featureFolder: path.join(folder, 'features'),
      signal: resume ? new AbortController().signal : stop.signal,
      onEvent(event) {
        writer.onEvent(event);
        onEvent(event);
      },
    });
    await work.catch(() => undefined);
    await writer.end();
  };
  const file = async () => {
    const names = await readdir(path.join(board, 'run'));
    expect(names).toEqual([expect.stringMatching(/^events\.out\.tfevents\.\d{10}\.tlp$/)]);
    return readFile(path.join(board, 'run', names[0]!));
  };
  await train(false, ({ type }) => type === 'epoch-end' && stop.abort());
  const before = await file();
  await train(true, () => undefined);
  const after = await file();
  expect(after.subarray(0, before.length).equals(before)).toBe(true);
  const record = await readRun(out);
  const epochs = (await readFile(path.join(out, 'metrics.jsonl'), 'utf8')).trimEnd().split('\n');
  expect(
    after.equals(
      eventsOfRun(
        record,
        epochs.map((line) => JSON.parse(line)),
      ),
    ),
  ).toBe(true);
});

it('another run of the same name has a folder of its own', async () => {
  const other = path.join(folder, 'others', 'run');
  await cp(path.join(folder, 'run'), other, { recursive: true });
  await writeRun(other, { ...(await readRun(other)), started: '2026-01-02T03:04:05.000Z' });
  const board = path.join(folder, 'board');
  for (let session = 0; session < 2; session++) await (await eventWriter(board, other)).end();
  expect((await readdir(board)).sort()).toEqual(['run', 'run-2']);
  for (const name of await readdir(board)) expect(await readdir(path.join(board, name))).toHaveLength(1);
});

it('a folder that cannot be made is told before anything is trained', async () => {
  const file = path.join(data, 'red', '0.png');
  await expect(eventWriter(file, path.join(folder, 'run'))).rejects.toThrow(/^TLP851/);
});
