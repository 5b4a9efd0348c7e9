/** The graph of an imported model at an input size, without its classifier, in blocks. */
import type { TensorLocation } from '../backbones/card.js';
import type { Graph, Ref } from '../graph/types.js';
import { prune } from '../graph/walk.js';
import { withBlocks } from './blocks.js';
import { type Cut, findCut } from './head.js';
import { irName } from './importer.js';
import { type ForeignModel, type ForeignNode, ImportProblem } from './model.js';
import type { OpTable } from './op.js';
import { type Translated, translate, troubleText } from './translate.js';
import type { DataValue } from './value.js';

export interface ImportedGraph {
  /** From the image to the features. */
  readonly graph: Graph;
  readonly locations: ReadonlyMap<string, TensorLocation>;
  readonly cut: Cut;
}

/** @throws ImportProblem where the model, up to its features, has what the graph cannot have */
export function importGraph(model: ForeignModel, ops: OpTable, size: number): ImportedGraph {
  const translated = translate(model, ops, size);
  const [output] = model.outputs;
  if (output === undefined) throw new ImportProblem('it has no output');
  const cut = findCut(translated, output);
  const troubles = isHead(cut.classifier)
    ? []
    : cut.classifier.flatMap((node) => troublesOf(translated, node));
  if (troubles.length > 0) throw new ImportProblem(troubleText([...new Set(troubles)]));
  const value = dataOf(translated, cut.features);
  const order = featureOrder(value, cut);
  const node: ForeignNode = { name: 'features', op: 'Transpose', inputs: [], outputs: [], attrs: {} };
  const features = translated.importer.inOrder(value, order, node);
  return { ...finished(translated, features), cut };
}

/** What stands in the way in a classifier does not matter; where hardly anything is left before it, it is none. */
const isHead = (nodes: readonly ForeignNode[]): boolean =>
  nodes.length <= longestHead &&
  !nodes.some(({ op }) => ['Conv', 'BatchNormalization', 'MaxPool'].includes(op));

/** Nodes after the features, at most, among which some may be unknown. */
const longestHead = 40;

const troublesOf = ({ troubles }: Translated, { outputs }: ForeignNode) =>
  outputs.flatMap((name) => troubles.get(name) ?? []);

/** The whole model, classifier and all: what its own library computes of an image. */
export function importWhole(model: ForeignModel, ops: OpTable, size: number): Omit<ImportedGraph, 'cut'> {
  const translated = translate(model, ops, size);
  const value = dataOf(translated, model.outputs[0] ?? '');
  const node: ForeignNode = { name: 'answer', op: 'Transpose', inputs: [], outputs: [], attrs: {} };
  const answer = translated.importer.inOrder(
    value,
    value.sizes.map((_, axis) => axis),
    node,
  );
  return finished(translated, answer);
}

function finished({ importer }: Translated, output: Ref): Omit<ImportedGraph, 'cut'> {
  const { b, paths, locations } = importer;
  const graph = prune(b.finish([output]));
  if (graph.inputs.length === 0) throw new ImportProblem('its answer does not depend on its input');
  const own = new Map(graph.layers.map(({ name }) => [name, paths.get(name) ?? []]));
  return { graph: withBlocks(graph, own), locations };
}

function dataOf({ importer, troubles }: Translated, name: string): DataValue {
  const value = importer.find(name);
  if (value?.kind === 'data') return value;
  const found = troubles.get(name);
  throw new ImportProblem(found ? troubleText(found) : `nothing in it gives ${name}`);
}

/** The batch first, channels last. */
const featureOrder = ({ order, sizes }: DataValue, { channels }: Cut) => {
  const batch = order.filter((axis) => sizes[axis]!.batch);
  const rest = order.filter((axis) => axis !== channels && !batch.includes(axis));
  return [...batch, ...rest.toSorted((a, b) => a - b), ...(batch.includes(channels) ? [] : [channels])];
};

export const shownCut = ({ features, classifier }: Cut): string =>
  classifier.length === 0
    ? 'The model has no classifier.'
    : `The features are ${features}; its ${classifier.length} nodes after that, from ${irName(classifier[0]!)} on, are left out.`;
