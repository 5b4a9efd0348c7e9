/** One vector for each example, of the backbone as it was published: it has not seen the labels that are in question. */
import type { Backbone } from '@tlp/language/backbones/card.js';
import { cutNetwork, type PhaseProgram } from '@tlp/language/graph/cut.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import { isPretrained } from '@tlp/language/graph/parameters.js';
import { fixed } from '@tlp/language/graph/shape.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { modalityOf } from '@tlp/language/modalities/index.js';
import { headSite } from '@tlp/language/resolve/head.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { usualHead } from '@tlp/language/schema/head-presets.js';
import type { Example } from '../data/types.js';
import { runtimeModality } from '../modalities/index.js';
import { evaluationBatches } from '../train/batches.js';
import { frozenEngine } from '../train/frozen-engine.js';
import { openSources, type SourceOptions } from '../train/open-sources.js';
import type { RunInput } from '../train/run-input.js';
import type { ExampleSource } from '../train/source.js';

export interface Vectors {
  /** `[N, width]`. */
  readonly features: Float32Array;
  readonly width: number;
}

export type VectorOptions = Pick<
  SourceOptions,
  'seed' | 'engine' | 'featureFolder' | 'onEvent' | 'onWarning' | 'signal'
>;

/** Solving for wider ones takes too long. */
const widest = 4096;

/**
 * From the feature store, where what it lacks is computed first. Of an example in parts, the mean of theirs.
 * @throws TLP850 interrupted; what reading examples throws
 */
export async function vectorsOf(
  pipeline: Pipeline,
  input: RunInput,
  examples: readonly Example[],
  options: VectorOptions,
): Promise<Vectors> {
  const { backbone, data, schedule } = pipeline;
  const program = vectorProgram(pipeline, input);
  const [feature] = program.features;
  const width = vectorWidth(program)!;
  // Vectors are of examples as they are.
  const { mix: _, ...phase } = schedule.phases[0]!;
  const reader = runtimeModality(data).reader(backbone.inputSize, input.preparation);
  const pass = program.frozen && {
    graph: program.frozen,
    weights: input.weights,
    items: examples,
    reader: () => reader,
    batch: data.batch,
    inputSize: backbone.inputSize,
  };
  const onStage = (message: string) => options.onEvent({ type: 'stage', message });
  const engine = await frozenEngine(pass, { engine: options.engine, onStage });
  const sources = await openSources(
    {
      phase,
      program,
      weights: input.weights,
      later: [],
      last: false,
      first: true,
      trainOnly: true,
    },
    {
      ...options,
      engine,
      dataSet: { ...input.dataSet, splits: { train: examples, validation: [], test: [] } },
      reader,
      noun: modalityOf(data).noun,
      changes: null,
      inputSize: backbone.inputSize,
      batch: data.batch,
    },
  );
  try {
    return { features: await read(sources.train, feature!.name, width, data.batch), width };
  } finally {
    await sources.dispose();
  }
}

/** The network cut above its backbone: under the pipeline's head where that begins with a vector, else under the usual one. */
function vectorProgram({ backbone, head }: Pipeline, { backbone: card, network }: RunInput): PhaseProgram {
  const own = cutBelowHead(network);
  const width = vectorWidth(own);
  if (width !== null && width <= widest) return own;
  const bare = (known: Backbone) => buildNetwork(known, backbone.inputSize, [], 1);
  const usual = usualHead(
    headSite(
      card,
      bare,
      'classification',
      head.some(({ kind }) => kind === 'normalize'),
    ),
  );
  return cutBelowHead(buildNetwork(card, backbone.inputSize, usual, 2));
}

function cutBelowHead(network: Graph): PhaseProgram {
  const frozenLayers = new Set(network.parameters.filter(isPretrained).map(({ layer }) => layer));
  return cutNetwork(network, { frozenLayers, batchNorm: 'frozen' });
}

/** Null where the cut does not give one vector for each example. */
function vectorWidth({ features }: PhaseProgram): number | null {
  const [feature, ...others] = features;
  if (!feature || others.length > 0 || feature.type.shape.length !== 2) return null;
  const { shape } = feature.type;
  return typeof shape[1] === 'number' ? fixed(shape[1], feature.name) : null;
}

async function read(
  source: ExampleSource,
  feature: string,
  width: number,
  batch: number,
): Promise<Float32Array> {
  const { parts, targets } = source;
  const features = new Float32Array((parts?.examples ?? targets.length) * width);
  const counts = new Float32Array(features.length / width);
  for (const row of parts?.of ?? targets.keys()) counts[row]! += 1;
  for await (const { feeds, examples } of source.read(evaluationBatches(source, batch), {
    epoch: 0,
    skip: 0,
  })) {
    const { data } = feeds[feature] ?? { data: [] };
    for (const [row, part] of examples.entries()) {
      const example = parts?.of[part] ?? part;
      for (let i = 0; i < width; i++)
        features[example * width + i]! += data[row * width + i]! / counts[example]!;
    }
  }
  return features;
}
