/** What a trained model says of examples. */

import type { TlpError } from '@tlp/language/diagnostic.js';
import { inferenceForm } from '@tlp/language/graph/cut.js';
import { alsoGiving } from '@tlp/language/graph/penultimate.js';
import { logitsByExample, unansweredIn } from '../data/places.js';
import type { Item } from '../data/types.js';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import type { Feeds } from '../engines/types.js';
import { joinFloats } from '../join-floats.js';
import { openKnown } from '../known/known.js';
import { joinRows } from '../known/rows.js';
import { runtimeModality } from '../modalities/index.js';
import { answersOf } from '../tasks/rows.js';
import type { Answer } from '../tasks/task.js';
import { feedsOf } from './fresh-source.js';
import { type Judged, judgeItems } from './judge.js';
import { type Model, taskOf } from './model.js';

export interface PredictOptions<I extends Item = Item> {
  /** Defaults to `auto`. */
  readonly engine?: 'auto' | 'onnx' | 'tensorflow' | 'portable';
  /** Items computed at once. Defaults to 32. */
  readonly batch?: number;
  readonly signal?: AbortSignal;
  /** Hears of each item that cannot be used, which then has no answer. Where absent, the first such item throws. */
  readonly onUnusable?: (item: I, error: TlpError) => void;
  /** Hears of words that the network did not read, where it answers word by word. */
  readonly onUnread?: (words: number) => void;
}

export interface Prediction {
  /** Of the item. */
  readonly id: string;
  /** As the task gives it. */
  readonly answer: Answer;
}

/** Logits of all items, some at a time, in order. @throws TlpError of items that cannot be read */
export async function* logitsOf<I extends Item>(
  model: Model,
  items: readonly I[],
  { engine = 'auto', batch = 32, signal, onUnusable }: PredictOptions<I> = {},
): AsyncGenerator<Judged<I>> {
  const known = await openKnown(model, engine);
  try {
    const graph = inferenceForm(known ? alsoGiving(model.network, known.penultimate) : model.network);
    const running = await createInferenceEngine(graph, model.weights, {
      engine,
      beside: items.length > batch,
    });
    try {
      const outputs = model.outputs.length;
      const run = async (feeds: Feeds) => {
        signal?.throwIfAborted();
        const [logits, vectors] = await running.run(feedsOf(graph, feeds));
        return vectors ? joinFloats(joinRows(logitsByExample(logits!, outputs), vectors)) : logits!;
      };
      const reader = runtimeModality(model).reader(model.inputSize, model.preparation);
      const width = known?.penultimate.width ?? 0;
      const judged = judgeItems(items, { reader, batch, outputs: outputs + width, run, onUnusable });
      for await (const some of judged) yield known ? { ...some, ...(await known.read(some.logits)) } : some;
    } finally {
      await running.dispose();
    }
  } finally {
    await known?.dispose();
  }
}

/** Predictions in the order of the items, as they come. */
export async function* predictItems(
  model: Model,
  items: readonly Item[],
  options: PredictOptions = {},
): AsyncGenerator<Prediction> {
  const task = taskOf(model);
  for await (const batch of logitsOf(model, items, options)) {
    if (task.definition.each === 'word') {
      for (const own of batch.logits) options.onUnread?.(unansweredIn(own, task.outputs.length));
    }
    for (const [row, answer] of answersOf(task, batch.logits, batch.items, batch.similarities).entries()) {
      yield { id: batch.items[row]!.id, answer };
    }
  }
}
