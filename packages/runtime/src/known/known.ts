/** How like examples are to those that a model was trained on, where it tells by that which are of no class. */
import { type Penultimate, penultimateOf } from '@tlp/language/graph/penultimate.js';
import type { Graph } from '@tlp/language/graph/types.js';
import type { InferenceEngineOptions } from '../engines/create-inference-engine.js';
import type { Feeds } from '../engines/types.js';
import type { TaskSettings } from '../tasks/settings.js';
import type { Bank } from './bank.js';
import { createSimilarity, type Similarity } from './nearest.js';
import { partRows } from './rows.js';

/** Rows of logits, and the features behind them, taken apart. */
export interface KnownRows {
  readonly logits: readonly Float32Array[];
  readonly similarities: readonly number[];
}

export interface Known {
  readonly penultimate: Penultimate;
  read(rows: readonly Float32Array[]): Promise<KnownRows>;
  dispose(): Promise<void>;
}

/** The same while the last phase of a run is open. */
export interface KnownInPhase extends Known {
  /** `[N, width]` of what the phase is fed. */
  vectors(feeds: Feeds): Promise<Float32Array>;
  /** The training examples. */
  readonly bank: Bank;
}

export interface KnowingModel {
  readonly network: Graph;
  readonly outputs: readonly string[];
  readonly settings: TaskSettings;
  readonly bank?: Bank | undefined;
}

/** Null where a model tells nothing by it. */
export async function openKnown(
  { network, outputs, settings: { rejection }, bank }: KnowingModel,
  engine: InferenceEngineOptions['engine'],
): Promise<Known | null> {
  if (!rejection?.by) return null;
  if (!bank) throw new Error('The model has no training examples to compare with.');
  const similarity = await createSimilarity(bank, rejection.by, engine);
  return {
    penultimate: penultimateOf(network),
    read: (rows) => readRows(rows, outputs.length, similarity),
    dispose: () => similarity.dispose(),
  };
}

/** @param outputs numbers of an answer */
export async function readRows(
  rows: readonly Float32Array[],
  outputs: number,
  similarity: Similarity,
): Promise<KnownRows> {
  const { logits, vectors } = partRows(rows, outputs);
  return { logits, similarities: await similarity.of(vectors) };
}
