/** The training examples that the network takes for most like those that it has wrong. */
import { setImmediate as eventLoop } from 'node:timers/promises';
import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import { modalityOf } from '@tlp/language/modalities/index.js';
import type { Phase, Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { DataSet, Example } from '../data/types.js';
import { joinFloats } from '../join-floats.js';
import { runtimeModality } from '../modalities/index.js';
import { evaluationBatches } from '../train/batches.js';
import { openSources } from '../train/open-sources.js';
import type { RunInput } from '../train/run-input.js';
import type { ExampleSource } from '../train/source.js';
import type { Weights } from '../weights/tensors.js';
import type { NearExample, Nearest } from './nearest-file.js';
import { nearestSearch } from './search.js';
import { areStored } from './still-stored.js';
import { type WhereStored, whereStored } from './where-stored.js';

export interface NearestOptions {
  readonly split: 'test' | 'validation';
  /** The worst mistakes of the split, by the ids of their examples. */
  readonly mistakes: readonly string[];
  /** Of the trained network. */
  readonly weights: Weights;
  readonly seed: number;
  readonly engine: 'auto' | 'tensorflow' | 'portable';
  readonly featureFolder?: string | undefined;
  readonly onStage: (message: string) => void;
  readonly onWarning: (warning: Diagnostic) => void;
}

const neighbours = 3;
/** Multiply-adds, some seconds. */
const mostWork = 4e9;
const fewestMistakes = 24;

/**
 * By the features that the head reads, those of the training examples from the feature store. What cannot be told is said instead.
 * It takes some seconds at most, so that a run whose model is saved and judged is not interrupted any more.
 */
export async function findNearest(
  pipeline: Pipeline,
  input: RunInput,
  options: NearestOptions,
): Promise<Nearest> {
  const { data } = pipeline;
  const { noun, changes } = modalityOf(data);
  const networkOf = ({ inputSize = pipeline.backbone.inputSize }: Phase) =>
    inputSize === pipeline.backbone.inputSize
      ? input.network
      : buildNetwork(input.backbone, inputSize, pipeline.head, input.dataSet.outputs.length);
  const where = whereStored(pipeline.schedule.phases, networkOf, changes(data), noun);
  if (typeof where === 'string') return { none: where };
  if (options.mistakes.length === 0) return { split: options.split, by: where.by, mistakes: [] };
  options.onStage(`Looking for the training ${noun.many} nearest to the mistakes`);
  const { splits } = input.dataSet;
  const most = Math.max(fewestMistakes, Math.floor(mostWork / (splits.train.length * where.width)));
  const wanted = new Set(options.mistakes.slice(0, most));
  const asked = splits[options.split].filter(({ id }) => wanted.has(id));
  try {
    const found = await searchIn(pipeline, input, { ...options, where, asked });
    if (!found) return { none: `The features of the training ${noun.many} are no longer stored.` };
    return { split: options.split, by: where.by, mistakes: found };
  } catch (error) {
    if (!(error instanceof TlpError)) throw error;
    return { none: error.diagnostics[0]!.message };
  }
}

interface Search extends NearestOptions {
  readonly where: WhereStored;
  readonly asked: readonly Example[];
}

/** Null where the features would have to be computed. */
async function searchIn(
  pipeline: Pipeline,
  input: RunInput,
  { where, asked, ...options }: Search,
): Promise<readonly { readonly id: string; readonly nearest: readonly NearExample[] }[] | null> {
  const { data, backbone } = pipeline;
  const { phase, program, width, by } = where;
  const size = phase.inputSize ?? backbone.inputSize;
  const { train } = input.dataSet.splits;
  const dataSet: DataSet = { ...input.dataSet, splits: { train, validation: [], test: asked } };
  const { noun, changes } = modalityOf(data);
  const reader = runtimeModality(data).reader(size, input.preparation, { changing: data });
  const weights = by === 'trained' ? options.weights : input.weights;
  const own = { ...options, reader, changes: changes(data) };
  if (!(await areStored(program, weights, train, own))) return null;
  const sources = await openSources(
    // Of changed views the first is enough.
    {
      phase: { ...phase, epochs: 1 },
      program,
      later: [],
      last: true,
      first: false,
      trainOnly: false,
      weights,
    },
    { ...own, onEvent: () => undefined, dataSet, noun, inputSize: size, batch: data.batch },
  );
  try {
    if (!sources.test) return [];
    const feature = program.features[0]!.name;
    const queries: Float32Array[] = [];
    const of: number[] = [];
    for await (const { rows, examples } of vectors(sources.test, feature, data.batch)) {
      queries.push(rows);
      of.push(...examples);
    }
    const search = nearestSearch(joinFloats(queries), width, of, neighbours);
    for await (const { rows, examples } of vectors(sources.train, feature, data.batch)) {
      search.add(rows, examples);
      await eventLoop();
    }
    return search.result().map((nearest, i) => ({
      id: asked[i]!.id,
      nearest: nearest.map(({ example, similarity }) => {
        const { id, target } = train[example]!;
        return { id, target, similarity: Number(similarity.toFixed(4)) };
      }),
    }));
  } finally {
    await sources.dispose();
  }
}

/** The vectors of all examples of a split, each with its example; of one in parts, those of its parts. */
async function* vectors({ parts, ...source }: ExampleSource, feature: string, batch: number) {
  const all = evaluationBatches(source, batch);
  for await (const { feeds, examples: rows } of source.read(all, { epoch: 0, skip: 0 })) {
    const { data } = feeds[feature] ?? {};
    // Nothing is left of a batch whose examples are all lost.
    if (!(data instanceof Float32Array)) continue;
    yield { rows: data, examples: rows.map((row) => parts?.of[row] ?? row) };
  }
}
