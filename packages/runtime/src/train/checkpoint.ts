/** What a run needs to go on bit by bit as if it had never stopped, and the files that keep it. */
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { fail, TlpError } from '@tlp/language/diagnostic.js';
import { whyUnread } from '../files/regular.js';
import { openSafetensors } from '../weights/safetensors.js';
import { type FloatTensor, writeSafetensors } from '../weights/safetensors-write.js';
import { DamagedTensor } from '../weights/stored-tensor.js';
import type { Weights } from '../weights/tensors.js';
import { freshRun, type RunState } from './state.js';
import { writing } from './write-error.js';

export interface Checkpoint {
  readonly state: RunState;
  /** The engine's variables that training changes; empty at the start of a phase. */
  readonly variables: Weights;
  /** Trained parameters and statistics at the phase's best epoch; null while that is its start. */
  readonly best: Weights | null;
  /** What finished phases changed of the network. */
  readonly network: Weights;
}

export interface CheckpointStore {
  /** Keeps the checkpoint; whatever happens meanwhile, this one or the one before stays readable. */
  save(checkpoint: Checkpoint): Promise<void>;
}

export const freshCheckpoint: Checkpoint = {
  state: freshRun,
  variables: new Map(),
  best: null,
  network: new Map(),
};

const NAME = /^(\d+)\.safetensors$/;
/** Counts up when the form of the state changes, so that an old checkpoint is refused and not misread. */
const VERSION = '2';

/**
 * Checkpoints as numbered safetensors files in a folder, the state as JSON in their metadata: one file, so one
 * rename makes it valid. The newest two are kept.
 */
export function checkpointFolder(folder: string): CheckpointStore {
  return {
    async save(checkpoint) {
      const numbers = await writing(folder, generations(folder));
      const next = (numbers[0] ?? 0) + 1;
      const state = JSON.stringify(checkpoint.state);
      const best = String(checkpoint.best !== null);
      const tensors = tensorsOf(checkpoint);
      const metadata = {
        version: VERSION,
        state,
        best,
        checksum: checksum(state + best, new Map([...tensors].map(([name, { data }]) => [name, data]))),
      };
      await writing(folder, writeSafetensors(fileOf(folder, next), tensors, metadata));
      for (const old of numbers.slice(1)) await rm(fileOf(folder, old), { recursive: true, force: true });
    },
  };
}

/**
 * The newest readable checkpoint; null where there is none. `onFallback` hears of each newer one that is left out.
 * @throws TLP852 when there are checkpoints and none can be read
 */
export async function readCheckpoint(
  folder: string,
  onFallback: (file: string, reason: string) => void = () => undefined,
): Promise<Checkpoint | null> {
  const unreadable: [file: string, reason: string, cause: unknown][] = [];
  for (const number of await readableGenerations(folder)) {
    const file = fileOf(folder, number);
    try {
      const checkpoint = await readGeneration(file);
      for (const [name, reason] of unreadable) onFallback(name, reason);
      return checkpoint;
    } catch (error) {
      if (isOutOfResources(error)) throw error;
      unreadable.push([file, reasonOf(error), error]);
    }
  }
  const [newest] = unreadable;
  if (newest === undefined) return null;
  throw noneReadable(folder, `${newest[0]}: ${newest[1]}`, newest[2]);
}

/** Every checkpoint there is, the newest first, and why it cannot be read, as a clause. @throws TLP852 */
export async function checkpointsIn(
  folder: string,
): Promise<{ readonly file: string; readonly problem: string | null }[]> {
  const found = [];
  for (const number of await readableGenerations(folder)) {
    const file = fileOf(folder, number);
    const problem = await readGeneration(file).then(
      () => null,
      (error: unknown) => reasonOf(error),
    );
    found.push({ file, problem });
  }
  return found;
}

const readableGenerations = (folder: string): Promise<number[]> =>
  generations(folder).catch((error: unknown) => {
    // A folder that is there and cannot be read is not an empty one.
    throw noneReadable(folder, whyUnread(error), error);
  });

/** What says nothing of the file: another try may succeed. */
const isOutOfResources = (error: unknown): boolean =>
  ['EMFILE', 'ENFILE', 'ENOMEM'].includes((error as NodeJS.ErrnoException).code ?? '');

function reasonOf(error: unknown): string {
  if (error instanceof TlpError) return error.diagnostics[0]!.message.replace(/\.$/, '');
  return error instanceof DamagedTensor ? error.message : whyUnread(error);
}

const noneReadable = (folder: string, reason: string, cause: unknown) =>
  fail(
    'TLP852',
    `No checkpoint in ${folder} can be read (${reason}).`,
    'Start a new run in another directory.',
    { file: folder, exitCode: 2, cause },
  );

/** Removes all checkpoints but the newest: a finished run goes back no further. */
export async function keepNewest(folder: string): Promise<void> {
  const numbers = await generations(folder);
  for (const old of numbers.slice(1)) await rm(fileOf(folder, old), { recursive: true, force: true });
}

/** Numbers of the checkpoints there are, newest first. */
async function generations(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const numbers = names.flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number);
  return numbers.sort((a, b) => b - a);
}

const fileOf = (folder: string, number: number): string => path.join(folder, `${number}.safetensors`);

function tensorsOf({ variables, best, network }: Checkpoint): Map<string, FloatTensor> {
  const named = (section: string, weights: Weights | null): [string, FloatTensor][] =>
    [...(weights ?? [])].map(([name, data]) => [`${section}/${name}`, { shape: [data.length], data }]);
  return new Map([...named('variables', variables), ...named('best', best), ...named('network', network)]);
}

/** Of the state and of every value: a damaged number must not be trained on. */
function checksum(state: string, tensors: ReadonlyMap<string, Float32Array>): string {
  let sum = crc32(state);
  for (const name of [...tensors.keys()].sort()) {
    const { buffer, byteOffset, byteLength } = tensors.get(name)!;
    sum = crc32(new Uint8Array(buffer, byteOffset, byteLength), crc32(name, sum));
  }
  return sum.toString(16);
}

async function readGeneration(file: string): Promise<Checkpoint> {
  const opened = await openSafetensors(file);
  try {
    const { metadata, tensors } = opened;
    if (metadata.get('version') !== VERSION) throw new DamagedTensor('it is of another version');
    const [state = '', best = ''] = ['state', 'best'].map((name) => metadata.get(name));
    const data = new Map<string, Float32Array>();
    for (const name of tensors.keys()) data.set(name, (await opened.read(name)).data);
    if (metadata.get('checksum') !== checksum(state + best, data))
      throw new DamagedTensor('its checksum does not fit');
    const section = (name: string): Weights => {
      const prefix = `${name}/`;
      const inside = [...data].filter(([key]) => key.startsWith(prefix));
      return new Map(inside.map(([key, values]) => [key.slice(prefix.length), values]));
    };
    return {
      state: JSON.parse(state) as RunState,
      variables: section('variables'),
      best: best === 'true' ? section('best') : null,
      network: section('network'),
    };
  } finally {
    await opened.close();
  }
}
