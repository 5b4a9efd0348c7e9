/**
 * The freeze cut: what of a network a phase computes once, and what it trains. A value is *fixed* when nothing it
 * depends on changes during the phase; the fixed values that the changing part reads are the *features*.
 */
import { imageInput } from '../backbones/build.js';
import { batchNorm } from './ops/normalization.js';
import { isPretrained, isTrainable } from './parameters.js';
import { parseRef } from './shape.js';
import type { Graph, GraphNode, Ref, TensorType } from './types.js';
import { nodesByName, prune, typeOf } from './walk.js';

/** A value the trainable part is fed with: a feature from the store, or the image itself. */
export interface FeatureInput {
  /** Name of the trainable graph's input node. */
  readonly name: string;
  /** The value of the whole network it stands for. */
  readonly source: Ref;
  readonly type: TensorType;
}

/** A dropout mask the trainable part is fed with while training: 0 or `1/(1-rate)`, drawn by the trainer. */
export interface MaskInput {
  readonly name: string;
  readonly type: TensorType;
  readonly rate: number;
}

export interface PhaseProgram {
  /** `image -> features`; null where the image itself is what the phase trains on. */
  readonly frozen: Graph | null;
  /** `features, masks -> logits` as it runs while training. */
  readonly training: Graph;
  /** `features -> logits` as it runs while evaluating: no dropout, stored batch-norm statistics. */
  readonly inference: Graph;
  readonly features: readonly FeatureInput[];
  readonly masks: readonly MaskInput[];
  /** Names of the parameters that get gradients, in the graph's order. */
  readonly trained: readonly string[];
  /** Batch-norm nodes in `train` mode with the statistics they update. */
  readonly statistics: readonly { readonly node: string; readonly mean: string; readonly variance: string }[];
}

export interface CutOptions {
  readonly frozenLayers: ReadonlySet<string>;
  /** How batch-norm of trained pretrained layers runs; that of fresh ones always trains. */
  readonly batchNorm: 'frozen' | 'train';
}

/** Cuts a network `image -> logits` for one phase. */
export function cutNetwork(network: Graph, options: CutOptions): PhaseProgram {
  const fixed = fixedNodes(network, options.frozenLayers);
  const features = cutValues(network, fixed);
  const changing = trainablePart(network, fixed, features);
  const masks: MaskInput[] = [];
  const training = prune({ ...changing, ...trainingForm(changing, options, masks) });
  const inference = prune({ ...changing, nodes: changing.nodes.map(withoutDropout) });
  const statistics = training.nodes.flatMap((node) =>
    node.op === 'batchNorm' && node.attrs.mode === 'train'
      ? [{ node: node.name, mean: node.inputs[3]!, variance: node.inputs[4]! }]
      : [],
  );
  const trained = training.parameters
    .filter((p) => !options.frozenLayers.has(p.layer) && isTrainable(p))
    .map((p) => p.name);
  const computed = features.filter((f) => f.source !== imageInput);
  const frozen =
    computed.length === 0
      ? null
      : prune({
          ...network,
          nodes: network.nodes.map(withoutDropout),
          outputs: computed.map((f) => f.source),
        });
  return { frozen, training, inference, features, masks, trained, statistics };
}

/** Nodes whose values do not change during the phase. A backbone's own dropout is off while it is frozen. */
function fixedNodes(network: Graph, frozenLayers: ReadonlySet<string>): ReadonlySet<string> {
  const fixed = new Set<string>();
  for (const node of network.nodes) {
    const still =
      node.op === 'parameter'
        ? frozenLayers.has(node.layer ?? '')
        : node.inputs.every((ref) => fixed.has(parseRef(ref).node)) &&
          !(node.op === 'dropout' && node.attrs.drawn === 'outside');
    if (still) fixed.add(node.name);
  }
  return fixed;
}

function cutValues(network: Graph, fixed: ReadonlySet<string>): readonly FeatureInput[] {
  const nodes = nodesByName(network);
  const isData = (name: string) => !['parameter', 'constant'].includes(nodes.get(name)?.op ?? '');
  const read = network.nodes.filter((node) => !fixed.has(node.name)).flatMap((node) => node.inputs);
  const sources = [...new Set([...read, ...network.outputs])].filter((ref) => {
    const { node } = parseRef(ref);
    return fixed.has(node) && isData(node);
  });
  return sources.map((source, i) => ({
    name: source === imageInput ? imageInput : `feature_${i}`,
    source,
    type: typeOf(nodes, source),
  }));
}

/** The changing nodes with the parameters they read, fed by the features. */
function trainablePart(network: Graph, fixed: ReadonlySet<string>, features: readonly FeatureInput[]): Graph {
  const renamed = new Map(features.map((f) => [f.source, f.name]));
  const inputs = features.map(
    (f): GraphNode => ({ name: f.name, op: 'input', inputs: [], attrs: {}, outputs: [f.type] }),
  );
  const nodes = network.nodes
    .filter((node) => !fixed.has(node.name) || node.op === 'parameter' || node.op === 'constant')
    .map((node) => ({ ...node, inputs: node.inputs.map((ref) => renamed.get(ref) ?? ref) }));
  return prune({
    ...network,
    nodes: [...inputs, ...nodes],
    inputs: features.map((f) => f.name),
    outputs: network.outputs.map((ref) => renamed.get(ref) ?? ref),
  });
}

/** Dropout becomes a product with a fed mask; batch-norm of trained layers changes mode where asked to. */
function trainingForm(
  graph: Graph,
  { frozenLayers, batchNorm: mode }: CutOptions,
  masks: MaskInput[],
): Pick<Graph, 'nodes' | 'inputs'> {
  const types = nodesByName(graph);
  const fresh = new Set(graph.parameters.filter((p) => !isPretrained(p)).map((p) => p.layer));
  const nodes = graph.nodes.flatMap((node): GraphNode[] => {
    if (node.op === 'dropout' && node.attrs.drawn === 'outside' && Number(node.attrs.rate) > 0) {
      const mask = { name: `mask/${node.name}`, type: node.outputs[0]!, rate: Number(node.attrs.rate) };
      masks.push(mask);
      const input: GraphNode = { name: mask.name, op: 'input', inputs: [], attrs: {}, outputs: [mask.type] };
      return [input, { ...node, op: 'mul', attrs: {}, inputs: [node.inputs[0]!, mask.name] }];
    }
    const trains = mode === 'train' || fresh.has(node.layer ?? '');
    if (node.op === 'batchNorm' && trains && !frozenLayers.has(node.layer ?? '')) {
      const attrs = {
        epsilon: Number(node.attrs.epsilon),
        momentum: Number(node.attrs.momentum),
        mode: 'train',
      } as const;
      const outputs = batchNorm.infer(
        node.inputs.map((ref) => typeOf(types, ref)),
        attrs,
      );
      return [{ ...node, attrs, outputs }];
    }
    return [withoutDropout(node)];
  });
  return { nodes, inputs: [...graph.inputs, ...masks.map((mask) => mask.name)] };
}

/** Dropout as it is outside training: the identity. */
const withoutDropout = (node: GraphNode): GraphNode =>
  node.op === 'dropout' ? { ...node, op: 'identity', attrs: {} } : node;
