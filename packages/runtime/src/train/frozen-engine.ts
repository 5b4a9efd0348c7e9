/**
 * Which engine runs the frozen part of a run, where that is not said: ONNX Runtime, or for texts TensorFlow where that is faster here.
 * Images stay with ONNX Runtime, which computes on a thread of its own while the next ones are decoded. All phases and splits of a run have
 * the same, so that no data set is mixed.
 */
import { cutPhase } from '@tlp/language/graph/phase-network.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { multiplyAdds } from '@tlp/language/plan/cost.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { DataSet, Item } from '../data/types.js';
import {
  type Contest,
  type EngineTimes,
  engineTimes,
  knownTimes,
  tensorFlowWins,
} from '../engines/calibrate.js';
import { machineOfBoth } from '../engines/machine.js';
import type { Feeds } from '../engines/types.js';
import type { Reader } from '../modalities/modality.js';
import type { Weights } from '../weights/tensors.js';
import { inOrder } from './batches.js';
import { feedsOf } from './fresh-source.js';

/** `auto` is ONNX Runtime where that is there. */
export type FrozenEngine = 'auto' | 'tensorflow' | 'portable';

export interface FrozenPass {
  /** From the network's inputs to what is computed once. */
  readonly graph: Graph;
  readonly weights: Weights;
  readonly items: readonly Item[];
  /** Asked for where there is enough to compute. */
  readonly reader: () => Pick<Reader, 'read' | 'lengths'>;
  /** Items at once. */
  readonly batch: number;
  /** The most tokens of an item. */
  readonly inputSize: number;
}

export interface EngineWanted {
  readonly engine: FrozenEngine;
  /** The library that an interrupted run began with, by its title: it goes on with the same. */
  readonly begun?: string | undefined;
  /** Hears what is done and what was found. */
  readonly onStage?: ((message: string) => void) | undefined;
  /** The times of both engines; null where they cannot be had. Defaults to {@link engineTimes}. */
  readonly times?: (contest: Parameters<typeof engineTimes>[0]) => Promise<EngineTimes | null>;
  /** Null where one of both libraries is not there. */
  readonly machine?: typeof machineOfBoth;
}

/** For {@link EngineWanted}: only what was measured before, for those that compute nothing. */
export const measuredBefore = (contest: Contest): Promise<EngineTimes | null> => knownTimes(contest);

/**
 * Multiply-adds of a pass for which it is measured, some seconds of two cores. By work and not by time, so that the same run has the
 * same engine.
 */
export const leastWork = 5e11;

/** Eight batches are timed, four by each engine: half as many items as the pass has, and less of a long pass. */
const share = 1 / 15;
const [fewestRows, mostRows] = [8, 32];
const fewestItems = fewestRows / share;

/** @param pass null where a run has none that reads tokens */
export async function frozenEngine(
  pass: FrozenPass | null,
  { engine, begun, onStage, times = engineTimes, machine = machineOfBoth }: EngineWanted,
): Promise<FrozenEngine> {
  if (engine !== 'auto' || !pass || !readsTokens(pass.graph)) return engine;
  if (begun !== undefined)
    return begun.startsWith('TensorFlow ') && (await machine()) ? 'tensorflow' : 'auto';
  const { graph, items, inputSize } = pass;
  const workAt = (tokens: number) => items.length * multiplyAdds(graph, tokens);
  if (items.length < fewestItems || workAt(inputSize) < leastWork) return 'auto';
  const reader = pass.reader();
  const sample = await sampleOf(pass, reader);
  if (workAt(sample.tokens) < leastWork) return 'auto';
  const { weights } = pass;
  const size = { rows: sample.items.length, tokens: powerOfTwo(sample.tokens) };
  const batch = async () => {
    onStage?.('Timing the frozen part in ONNX Runtime and in TensorFlow');
    return batchOf(graph, sample.items, reader);
  };
  const found = await times({ graph, weights, size, batch });
  if (!found) return 'auto';
  onStage?.(choiceText(found));
  return tensorFlowWins(found) ? 'tensorflow' : 'auto';
}

/** Of the phase that leaves most as it is. Null where none has a frozen part that reads tokens. */
export function frozenPass(
  { schedule, backbone: { inputSize }, data: { batch } }: Pick<Pipeline, 'schedule' | 'backbone' | 'data'>,
  {
    network,
    weights,
    dataSet: { splits },
    reader,
  }: {
    readonly network: Graph;
    readonly weights: Weights;
    readonly dataSet: Pick<DataSet, 'splits'>;
    readonly reader: FrozenPass['reader'];
  },
): FrozenPass | null {
  const graphs = schedule.phases.flatMap((phase) => {
    const { frozen } = cutPhase(network, phase).program;
    return frozen && readsTokens(frozen) ? [{ frozen, work: multiplyAdds(frozen, inputSize) }] : [];
  });
  if (graphs.length === 0) return null;
  const { frozen: graph } = graphs.reduce((most, one) => (one.work > most.work ? one : most));
  const items = [...splits.train, ...splits.validation, ...splits.test];
  return { graph, weights, items, reader, batch, inputSize };
}

const readsTokens = ({ nodes }: Graph): boolean =>
  nodes.some(({ op, outputs: [type] }) => op === 'input' && type!.shape.includes('tokens'));

/** Items that are looked at to tell how long all are. */
const sampled = 256;

/** How long items are on the average, and a batch of those that are nearest to it. */
async function sampleOf(
  { items, batch, inputSize }: FrozenPass,
  reader: Pick<Reader, 'lengths'>,
): Promise<{ readonly tokens: number; readonly items: readonly Item[] }> {
  const count = Math.min(sampled, items.length);
  const some = inOrder(count).map((i) => items[Math.floor((i * items.length) / count)]!);
  const lengths = Array.from((await reader.lengths?.(some)) ?? some.map(() => inputSize), (length) =>
    Math.min(length, inputSize),
  );
  const tokens = Math.ceil(lengths.reduce((sum, length) => sum + length, 0) / count);
  const off = (i: number) => Math.abs(lengths[i]! - tokens);
  const nearest = inOrder(count).sort((a, b) => off(a) - off(b));
  const rows = Math.min(batch, mostRows, 2 ** Math.floor(Math.log2(share * items.length)));
  return { tokens, items: nearest.slice(0, rows).map((i) => some[i]!) };
}

/** So that a few more texts do not make it another size. */
const powerOfTwo = (tokens: number): number => 2 ** Math.ceil(Math.log2(tokens));

/** Null where none of them can be read. */
async function batchOf(
  graph: Graph,
  items: readonly Item[],
  reader: Pick<Reader, 'read'>,
): Promise<Feeds | null> {
  for await (const { feeds, indices } of reader.read(items, {
    batch: items.length,
    onUnusable: () => undefined,
  }))
    return indices.length === 0 ? null : feedsOf(graph, feeds);
  return null;
}

function choiceText(times: EngineTimes): string {
  const share = times.onnx / times.tensorflow;
  if (tensorFlowWins(times))
    return `The frozen part runs in TensorFlow, which was ${share.toFixed(2)} times as fast as ONNX Runtime here`;
  return share < 1
    ? `The frozen part runs in ONNX Runtime, which was ${(1 / share).toFixed(2)} times as fast as TensorFlow here`
    : 'The frozen part runs in ONNX Runtime, as TensorFlow was hardly faster here';
}
