/** What a solver reads of a phase: the features of the training examples, and what is right for them. */
import type { Rows } from '../solve/normal-equations.js';
import { evaluationBatches } from './batches.js';
import type { PhaseRun } from './phase-run.js';
import type { ExampleSource } from './source.js';

/** Of the layer that is solved. */
export interface Size {
  /** The value that the layer reads. */
  readonly feature: string;
  readonly width: number;
  readonly outputs: number;
}

/** What a solver holds in memory at most, in bytes, TensorFlow's copies among them. */
export const mostBytes = 2 * 2 ** 30;

/** What rows are read of. */
export type RowSource = Pick<PhaseRun, 'task' | 'balancing' | 'batch' | 'order'> & {
  readonly sources: Pick<PhaseRun['sources'], 'train'>;
};

/** Features, targets and weights of the training examples, batch by batch. @param stop awaited between batches; throws to stop */
export async function* readRows(
  run: RowSource,
  feature: string,
  stop: () => Promise<void>,
): AsyncGenerator<Rows> {
  const { task, balancing, batch } = run;
  const source = run.sources.train;
  const counts = countsOf(source, run.order(0));
  for await (const { feeds, examples } of source.read(evaluationBatches(source, batch), {
    epoch: 0,
    skip: 0,
  })) {
    await stop();
    if (examples.length === 0) continue;
    const targets = examples.map((example) => source.targets[example]!);
    yield {
      features: Float32Array.from(feeds[feature]!.data),
      targets: Float32Array.from(task.feedTargets(targets, 0).data),
      weights: Float32Array.from(targets, (target, i) => balancing.weight(target) * counts[examples[i]!]!),
    };
  }
}

/** What each row counts: as often as its example is drawn, and of one in parts a share, so that `l2` is weighed against the examples. */
function countsOf({ targets, parts }: ExampleSource, order: readonly number[]): Float32Array {
  const drawn = new Float32Array(parts?.examples ?? targets.length);
  for (const example of order) drawn[example]! += 1;
  if (!parts) return drawn;
  const average = targets.length / parts.examples;
  return parts.weights.map((weight, row) => (weight / average) * drawn[parts.of[row]!]!);
}

/**
 * The rows as often as they are asked for: held in memory where they fit there, else read anew each time.
 * @param copies how often features lie in memory beside these
 * @param stop awaited between batches; throws to stop
 * @param most bytes that are held
 */
export async function rowPasses(
  run: RowSource,
  { feature, width, outputs }: Size,
  {
    copies,
    stop,
    most = mostBytes,
  }: { readonly copies: number; readonly stop: () => Promise<void>; readonly most?: number },
): Promise<() => AsyncIterable<Rows>> {
  const examples = run.sources.train.targets.length;
  const read = () => readRows(run, feature, stop);
  if (examples * ((1 + copies) * width + outputs + 1) * 4 > most) return read;
  const all = await allRows(read(), examples, width, outputs);
  return async function* held() {
    await stop();
    yield all;
  };
}

async function allRows(
  rows: AsyncIterable<Rows>,
  examples: number,
  width: number,
  outputs: number,
): Promise<Rows> {
  const all = {
    features: new Float32Array(examples * width),
    targets: new Float32Array(examples * outputs),
    weights: new Float32Array(examples),
  };
  let at = 0;
  for await (const { features, targets, weights } of rows) {
    all.features.set(features, at * width);
    all.targets.set(targets, at * outputs);
    all.weights.set(weights, at);
    at += weights.length;
  }
  // Examples that are lost left their places empty.
  return {
    features: all.features.subarray(0, at * width),
    targets: all.targets.subarray(0, at * outputs),
    weights: all.weights.subarray(0, at),
    held: true,
  };
}
