/**
 * How long ONNX Runtime and TensorFlow take for a graph on this machine: which is faster depends on the processor and on the graph.
 * It is measured once and kept in the per-user cache, so that later runs have the same engine and so the same bits.
 */
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { hasCode } from '@tlp/language/diagnostic.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { writeFileAtomic } from '../files/atomic.js';
import { cacheFolder } from '../files/cache.js';
import { sha256 } from '../files/hash.js';
import { sealed, unsealed } from '../files/sealed.js';
import type { Weights } from '../weights/tensors.js';
import { portableStandsIn } from './choose.js';
import { createInferenceEngine } from './create-inference-engine.js';
import { type Machine, machineOfBoth } from './machine.js';
import type { Feeds, InferenceEngine } from './types.js';

/** Seconds of a batch. */
export interface EngineTimes {
  readonly onnx: number;
  readonly tensorflow: number;
}

export interface Contest {
  readonly graph: Graph;
  /** How large the batch is: the times are of this size. */
  readonly size: { readonly rows: number; readonly tokens: number };
}

export interface CalibrateOptions {
  /** Of what is known. Defaults to `engines` in the per-user cache. */
  readonly folder?: string;
  readonly machine?: () => Promise<Machine | null>;
  readonly create?: (
    engine: 'onnx' | 'tensorflow',
    graph: Graph,
    weights: Weights,
  ) => Promise<InferenceEngine>;
  readonly clocks?: Clocks;
}

/** Seconds since some start. */
export interface Clocks {
  readonly wall: () => number;
  /** Of this process, over the processors. */
  readonly own: () => number;
  /** Of all processes, over the processors. */
  readonly all: () => number;
}

/** TensorFlow must be faster by so much, so that noise does not choose it. */
const clearly = 1.1;

export const tensorFlowWins = ({ onnx, tensorflow }: EngineTimes): boolean => onnx >= clearly * tensorflow;

/** What was measured before; null where nothing was, where that is damaged, and where one of the libraries is not there. */
export async function knownTimes(
  contest: Contest,
  options: CalibrateOptions = {},
): Promise<EngineTimes | null> {
  const note = await noteOf(contest, options);
  return note && readTimes(note);
}

/**
 * What was measured before, or is now. Each engine is gone before the next is made, so that the weights are not in memory twice.
 * @param batch of the contest's size; null where there is none
 * @returns null where one of the libraries is not there, or there is no batch
 */
export async function engineTimes(
  contest: Contest & { readonly weights: Weights; readonly batch: () => Promise<Feeds | null> },
  options: CalibrateOptions = {},
): Promise<EngineTimes | null> {
  const note = await noteOf(contest, options);
  if (!note) return null;
  const known = await readTimes(note);
  if (known) return known;
  const feeds = await contest.batch();
  if (!feeds) return null;
  const { graph, weights } = contest;
  const { clocks = machineClocks } = options;
  const { create = (engine, ...of) => createInferenceEngine(...of, { engine, beside: true }) } = options;
  const timed = async (name: 'onnx' | 'tensorflow') => {
    const engine = await create(name, graph, weights);
    return leastSeconds(() => engine.run(feeds), clocks).finally(() => engine.dispose());
  };
  const others = () => clocks.all() - clocks.own();
  const [start, before] = [clocks.wall(), others()];
  const least = await both(timed).catch((error: unknown) => {
    // TensorFlow that does not load is told where it is needed.
    if (portableStandsIn(error) || hasCode(error, 'TLP754', 'TLP758')) return null;
    throw error;
  });
  if (!least) return null;
  // Where others keep the processors busy, the wall clock tells of them.
  const counts = others() - before > busy * (clocks.wall() - start) ? 'own' : 'wall';
  const times = { onnx: least.onnx[counts], tensorflow: least.tensorflow[counts] };
  // Another process may have measured meanwhile, and chosen by it.
  const theirs = await readTimes(note);
  if (theirs) return theirs;
  // Where the cache cannot be written, it is measured again the next time.
  await writeFileAtomic(note.file, sealed({ ...note.key, ...times })).catch(() => undefined);
  return times;
}

/** The share of the processors that others may have. */
const busy = 1 / 4;

/** One after the other. */
const both = async <T>(timed: (name: 'onnx' | 'tensorflow') => Promise<T>) => ({
  onnx: await timed('onnx'),
  tensorflow: await timed('tensorflow'),
});

const machineClocks: Clocks = {
  wall: () => performance.now() / 1000,
  own() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6 / os.availableParallelism();
  },
  all() {
    const cpus = os.cpus();
    return (
      cpus.reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) /
      1e3 /
      cpus.length
    );
  },
};

const timedRuns = 3;

/** Of a turn once it has warmed up. */
async function leastSeconds(turn: () => Promise<unknown>, { wall, own }: Clocks) {
  await turn();
  const least = { wall: Number.POSITIVE_INFINITY, own: Number.POSITIVE_INFINITY };
  for (let i = 0; i < timedRuns; i++) {
    const [start, before] = [wall(), own()];
    await turn();
    least.wall = Math.min(least.wall, wall() - start);
    least.own = Math.min(least.own, own() - before);
  }
  return least;
}

interface Note {
  readonly file: string;
  readonly key: Readonly<Record<string, string | number>>;
}

async function noteOf(
  { graph, size }: Contest,
  { folder = cacheFolder('engines'), machine = machineOfBoth }: CalibrateOptions,
): Promise<Note | null> {
  const here = await machine();
  if (!here) return null;
  const key = { format: 1, ...here, graph: sha256(JSON.stringify(graph)), ...size };
  return { file: path.join(folder, `${sha256(JSON.stringify(key)).slice(0, 32)}.json`), key };
}

async function readTimes({ file, key }: Note): Promise<EngineTimes | null> {
  const read = unsealed(await readFile(file, 'utf8').catch(() => ''));
  if ('problem' in read) return null;
  const { onnx, tensorflow, ...of } = read.value;
  if (JSON.stringify(of) !== JSON.stringify(key)) return null;
  return isTime(onnx) && isTime(tensorflow) ? { onnx, tensorflow } : null;
}

const isTime = (value: unknown): value is number => typeof value === 'number' && value > 0;
