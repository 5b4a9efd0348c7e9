/** Keeps a run's event file up to date while it trains. */
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { readEpochs } from '@tlp/language/run/read.js';
import { writeFileAtomic } from '../files/atomic.js';
import { readRun, runPaths } from '../train/run-directory.js';
import { writing } from '../train/write-error.js';
import { eventsOfRun } from './events-of-run.js';

export interface EventWriter {
  onEvent(event: TrainEvent): void;
  /** Writes what the run has come to. @throws TLP851 where that, or an earlier write, failed */
  end(): Promise<void>;
}

/**
 * Writes into a folder of the run's name, which is the run's name in TensorBoard.
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
  const epochs = readEpochs(await readFile(runPaths(run).metrics, 'utf8'));
  const seconds = Math.floor(Date.parse(record.started) / 1000);
  // As TensorBoard looks for them; one file a run, whatever sessions it has.
  const file = path.join(folder, `events.out.tfevents.${seconds}.tlp`);
  await writing(file, goOnWith(file, eventsOfRun(record, epochs)));
}

/** TensorBoard reads on from where it was, so what is there already stays. */
async function goOnWith(file: string, bytes: Buffer): Promise<void> {
  const there = await readFile(file).catch(() => Buffer.alloc(0));
  const goesOn = there.length > 0 && bytes.subarray(0, there.length).equals(there);
  if (goesOn) await appendFile(file, bytes.subarray(there.length));
  else await writeFileAtomic(file, bytes);
}
