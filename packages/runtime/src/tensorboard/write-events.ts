/** Keeps a run's event file up to date while it trains. */
import { appendFile, mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { readEpochs } from '@tlp/language/run/read.js';
import { writeFileAtomic } from '../files/atomic.js';
import { unlessGone } from '../files/unless-gone.js';
import { readRun, runPaths } from '../train/run-directory.js';
import { readingRunFile } from '../train/run-file-error.js';
import { writing } from '../train/write-error.js';
import { eventsOfRun } from './events-of-run.js';

export interface EventWriter {
  onEvent(event: TrainEvent): void;
  /** Writes what the run has come to. @throws TLP851 where that, or an earlier write, failed */
  end(): Promise<void>;
}

/**
 * Writes into a folder of the run's name, which is the run's name in TensorBoard; where another run has written there, into `NAME-2` and so on.
 * @param folder TensorBoard's `--logdir`, absolute. @throws TLP851 where it cannot be made
 */
export async function eventWriter(folder: string, run: string): Promise<EventWriter> {
  const own = path.join(folder, path.basename(run));
  await writing(own, mkdir(own, { recursive: true }));
  let last: Promise<void> = Promise.resolve();
  const write = () => {
    last = last.then(() => writeEvents(own, run));
    // It is awaited at the end; until then nobody hears of it.
    last.catch(() => undefined);
    return last;
  };
  return {
    onEvent({ type }) {
      if (type === 'epoch-end') void write();
    },
    end: write,
  };
}

async function writeEvents(folder: string, run: string): Promise<void> {
  const record = await readRun(run);
  const { metrics } = runPaths(run);
  const epochs = readEpochs(
    await readingRunFile(
      metrics,
      readFile(metrics, 'utf8'),
      'Fix its permissions, then continue with --resume.',
    ),
  );
  const seconds = Math.floor(Date.parse(record.started) / 1000);
  // As TensorBoard looks for them; one file a run, whatever sessions it has.
  const name = `events.out.tfevents.${seconds}.tlp`;
  const own = await writing(folder, ownFolder(folder, name));
  const file = path.join(own, name);
  await writing(file, goOnWith(file, eventsOfRun(record, epochs)));
}

/** The first folder of this name that has no events of another run, which TensorBoard would draw as one with these. */
async function ownFolder(folder: string, file: string): Promise<string> {
  for (let n = 1; ; n++) {
    const place = n === 1 ? folder : `${folder}-${n}`;
    await mkdir(place, { recursive: true });
    const others = (await readdir(place)).filter((name) => /^events\.out\.tfevents\.\d+\.tlp$/.test(name));
    if (others.length === 0 || others.includes(file)) return place;
  }
}

/** TensorBoard reads on from where it was, so what is there already stays. */
async function goOnWith(file: string, bytes: Buffer): Promise<void> {
  const there = (await unlessGone(readFile(file))) ?? Buffer.alloc(0);
  const goesOn = there.length > 0 && bytes.subarray(0, there.length).equals(there);
  if (goesOn) await appendFile(file, bytes.subarray(there.length));
  else await writeFileAtomic(file, bytes);
}
