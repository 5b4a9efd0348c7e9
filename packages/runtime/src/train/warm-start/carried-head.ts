/** The weights of a trained head in the network of another pipeline: rows of outputs go by their names. */
import { otherTask } from '@tlp/language/checks/backbone/run-of-another-head.js';
import { headBlock } from '@tlp/language/graph/network.js';
import { isPretrained } from '@tlp/language/graph/parameters.js';
import type { Graph, Parameter } from '@tlp/language/graph/types.js';
import type { HeadLayer } from '@tlp/language/resolve/pipeline.js';
import { headDifference } from '@tlp/language/run/head-difference.js';
import type { TaskName } from '@tlp/language/tasks/index.js';
import type { Scale } from '../../tasks/settings.js';
import type { Weights } from '../../weights/tensors.js';
import type { Model } from '../model.js';

/** What a head is for. */
export interface HeadSite {
  readonly network: Graph;
  readonly head: readonly HeadLayer[];
  readonly task: TaskName;
  /** A name for each number that the network gives. */
  readonly outputs: readonly string[];
  /** By output; null where nothing is scaled. */
  readonly scales: readonly Scale[] | null;
}

export interface CarriedHead {
  /** Of every parameter of the head; empty where none is carried over. */
  readonly weights: Weights;
  /** Outputs that keep their rows, that have fresh ones, and that are no more. */
  readonly kept: readonly string[];
  readonly fresh: readonly string[];
  readonly left: readonly string[];
  /** Why the head is not carried over: a clause; null where it is. */
  readonly problem: string | null;
}

/** @param drawn fresh values of the head's parameters, for the rows of new outputs */
export function carryHead(model: Model, site: HeadSite, drawn: Weights): CarriedHead {
  const { outputs } = site;
  const stays = carriable(model, site);
  const kept = outputs.filter(stays);
  const fresh = outputs.filter((name) => !stays(name));
  const left = model.outputs.filter((name) => !outputs.includes(name));
  const fits =
    otherTask(model.task, site.task) ?? headDifference(model.head, site.head) ?? misshapen(model, site);
  if (fits !== undefined) return { weights: new Map(), kept: [], fresh: outputs, left, problem: fits };
  const last = outputLayer(site.network);
  const weights = headParameters(site.network).map(({ name, layer }): [string, Float32Array] => {
    const trained = model.weights.get(name)!;
    if (layer !== last) return [name, trained];
    return [name, withColumns(drawn.get(name)!, trained, { before: model.outputs, outputs, kept })];
  });
  const carried = new Map(weights);
  if (site.scales && model.settings.scales) {
    rescale(carried, `${last}/kernel`, `${last}/bias`, {
      kept: kept.map((name) => ({
        column: outputs.indexOf(name),
        before: model.settings.scales![model.outputs.indexOf(name)]!,
        now: site.scales![outputs.indexOf(name)]!,
      })),
      outputs: outputs.length,
    });
  }
  return { weights: carried, kept, fresh, left, problem: null };
}

/** An output that was there before. Without a bias, one that has another mean now cannot be predicted as it was. */
function carriable(model: Model, { network, outputs, scales }: HeadSite): (name: string) => boolean {
  const hasBias = headParameters(network).some(({ name }) => name === `${outputLayer(network)}/bias`);
  return (name) => {
    const at = model.outputs.indexOf(name);
    if (at < 0) return false;
    const [before, now] = [model.settings.scales?.[at], scales?.[outputs.indexOf(name)]];
    return hasBias || !before || !now || before.mean === now.mean;
  };
}

const headParameters = ({ parameters }: Graph): readonly Parameter[] =>
  parameters.filter((one) => one.block === headBlock && !isPretrained(one));

/** The layer with a row for each output: the last dense one. */
const outputLayer = ({ layers }: Graph): string | undefined =>
  layers.findLast(({ kind, block }) => kind === 'dense' && block === headBlock)?.name;

/** The first parameter of the head of another shape than the trained one, outputs aside: a clause. */
function misshapen(model: Model, { network }: HeadSite): string | undefined {
  const last = outputLayer(network);
  const before = new Map(model.network.parameters.map((one) => [one.name, one]));
  for (const { name, layer, shape } of headParameters(network)) {
    const trained = before.get(name);
    const inner = (all: readonly number[]) => `${layer === last ? all.slice(0, -1) : all}`;
    if (!trained) return `it has no \`${name}\``;
    if (inner(trained.shape) !== inner(shape))
      return `its \`${name}\` is [${trained.shape.join(', ')}] and this one [${shape.join(', ')}]`;
  }
  return undefined;
}

interface Columns {
  readonly before: readonly string[];
  readonly outputs: readonly string[];
  /** Those in both that stay. */
  readonly kept: readonly string[];
}

/**
 * The columns of `[…, outputs]` that stay, as they were; the others as drawn.
 * @param trained `[…, before]`
 */
export function withColumns(
  drawn: Float32Array,
  trained: Float32Array,
  { before, outputs, kept }: Columns,
): Float32Array {
  const values = drawn.slice();
  const from = outputs.map((name) => (kept.includes(name) ? before.indexOf(name) : -1));
  for (let row = 0; row * outputs.length < values.length; row++) {
    from.forEach((column, i) => {
      if (column >= 0) values[row * outputs.length + i] = trained[row * before.length + column]!;
    });
  }
  return values;
}

interface Rescaled {
  readonly kept: readonly { readonly column: number; readonly before: Scale; readonly now: Scale }[];
  readonly outputs: number;
}

/**
 * Numbers are learned on a scale that the training examples give. On another one, `mean + deviation · (x·w + b)` stays what it
 * was where `w` and `b` go along.
 */
function rescale(
  weights: Map<string, Float32Array>,
  kernelName: string,
  biasName: string,
  { kept, outputs }: Rescaled,
): void {
  const kernel = weights.get(kernelName)!;
  const bias = weights.get(biasName);
  for (const { column, before, now } of kept) {
    if (before.mean === now.mean && before.deviation === now.deviation) continue;
    const factor = before.deviation / now.deviation;
    for (let i = column; i < kernel.length; i += outputs) kernel[i]! *= factor;
    if (bias) bias[column] = bias[column]! * factor + (before.mean - now.mean) / now.deviation;
  }
}
