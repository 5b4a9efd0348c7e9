/** Times the pass of real examples through the frozen part. */

import type { Backbone } from '@tlp/language/backbones/card.js';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { mapAhead } from '../data/ahead.js';
import type { DataSet, Example, Target } from '../data/types.js';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import type { Feeds } from '../engines/types.js';
import { runtimeModality } from '../modalities/index.js';
import type { ItemBatch, Reader } from '../modalities/modality.js';
import { createRandom } from '../random.js';
import { evaluationBatches, inOrder } from '../train/batches.js';
import { featuresOf, feedsOf } from '../train/fresh-source.js';
import type { Weights } from '../weights/tensors.js';

/** Batches of each kind that are timed. */
const timedBatches = 4;

/** A pass over the examples is timed with so many batches at most, and for so long at most. */
const passBatches = 16;
const passSeconds = 3;

/** Some examples, and how they are read. */
export interface Sample {
  readonly examples: readonly Example[];
  readonly reader: Reader;
  /** Where they differ in length, those of like length, the shortest first. */
  readonly batches: readonly (readonly number[])[];
  readonly places: readonly Int32Array[] | undefined;
  readonly read: (order: readonly number[]) => AsyncIterable<ItemBatch>;
}

/** Training examples from all over the data set. */
export async function sampleOf(
  { backbone: { inputSize }, data }: Pipeline,
  { splits: { train } }: DataSet,
  backbone: Backbone,
): Promise<Sample> {
  const wanted = Math.min(train.length, data.batch * passBatches);
  const examples = inOrder(wanted).map((i) => train[Math.floor((i * train.length) / wanted)]!);
  const modality = runtimeModality(data);
  const reader = modality.reader(inputSize, modality.preparation(data, backbone.preprocessing));
  const [lengths, places] = [await reader.lengths?.(examples), await reader.places?.(examples)];
  const batches = evaluationBatches({ targets: examples.map(({ target }) => target), lengths }, data.batch);
  return {
    examples,
    reader,
    batches,
    places,
    read: (order) => reader.read(examples, { batch: data.batch, order }),
  };
}

/** What the trained part reads of some examples, and what is right for them. */
export interface Features {
  readonly feeds: Feeds;
  readonly targets: readonly Target[];
  readonly places: readonly Int32Array[] | undefined;
}

interface PassOptions {
  /** False where there is no pass to time. */
  readonly passes: boolean;
  /** Of the frozen part. */
  readonly engine: 'auto' | 'tensorflow' | 'portable';
}

/**
 * Seconds an example takes to be read and to go through the frozen part, the next being read meanwhile; and what the trained
 * part reads of a few batches from the shortest examples to the longest.
 */
export async function timePass(
  program: PhaseProgram,
  weights: Weights,
  { examples, batches, places, read }: Sample,
  { passes, engine: wanted }: PassOptions,
): Promise<{ readonly seconds: number; readonly batches: readonly Features[] }> {
  const { frozen } = program;
  const engine = frozen && (await createInferenceEngine(frozen, weights, { engine: wanted, beside: true }));
  try {
    const chosen = inOrder(Math.min(timedBatches, batches.length)).map(
      (i) => batches[Math.floor((i * batches.length) / timedBatches)] ?? batches[i]!,
    );
    const features: Features[] = [];
    for await (const { feeds, indices } of read(chosen.flat())) {
      const rows = [...indices];
      features.push({
        feeds: await featuresOf(program, engine, feeds),
        targets: rows.map((row) => examples[row]!.target),
        places: places && rows.map((row) => places[row]!),
      });
    }
    if (!engine || !passes) return { seconds: 0, batches: features };
    const run = async ({ feeds, indices, reuse }: ItemBatch) => {
      await engine.run(feedsOf(frozen, feeds));
      reuse?.();
      return indices.length;
    };
    // Mixed, so that where time is up, it was not spent on the short ones alone.
    const mixed = createRandom('calibrate').shuffle([...batches]);
    const start = performance.now();
    let done = 0;
    for await (const count of mapAhead(read(mixed.flat()), 2, run)) {
      done += count;
      if (performance.now() - start > passSeconds * 1000) break;
    }
    return { seconds: (performance.now() - start) / 1000 / done, batches: features };
  } finally {
    await engine?.dispose();
  }
}
