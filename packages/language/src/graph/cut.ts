/**
 * The freeze cut: what of a network a phase computes once, and what it trains. A value is *fixed* when nothing it
 * depends on changes during the phase; the fixed values that the changing part reads are the *features*.
 */
import { type Crossing, type FeatureInput, findCrossing, fixedNodes } from './features.js';
import { type RandomDropoutAttrs, randomDropout } from './ops/dropout.js';
import { batchNorm } from './ops/normalization.js';
import { isPretrained, isTrainable } from './parameters.js';
import { elementCount, int32 } from './shape.js';
import type { Graph, GraphNode, TensorType } from './types.js';
import { nodesByName, prune, typeOf } from './walk.js';

/** Those that the frozen part gives, in the order of its outputs. */
export const computedFeatures = ({ features }: Pick<PhaseProgram, 'features'>): readonly FeatureInput[] =>
  features.filter(({ kind }) => kind === 'computed');

/** What the store holds of an example, or of a view of one. @param tokens of it, where features have tokens */
export const featureBytes = (program: Pick<PhaseProgram, 'features'>, tokens: number): number =>
  computedFeatures(program).reduce((sum, { type }) => sum + 4 * elementCount(type.shape, tokens), 0);

/**
 * Whether the computed features can be kept by example: what of them belongs to tokens must stand at their front, token
 * by token, so that what fills up a batch can be left out and put back.
 */
export const isStorable = (program: Pick<PhaseProgram, 'frozen' | 'features'>): boolean =>
  program.frozen !== null &&
  computedFeatures(program).every(
    ({ type: { shape } }) => !shape.includes('rows') && shape.lastIndexOf('tokens') <= 1,
  );

/** A dropout mask the trainable part is fed with while training: 0 or `1/(1-rate)`, drawn by the trainer. */
export interface MaskInput {
  readonly name: string;
  readonly type: TensorType;
  readonly rate: number;
}

export interface PhaseProgram {
  /** From the network's inputs to the features that are computed; null where there are none. */
  readonly frozen: Graph | null;
  /** From features, masks and the key to the logits, as it runs while training. */
  readonly training: Graph;
  /** `features -> logits` as it runs while evaluating: no dropout, stored batch-norm statistics. */
  readonly inference: Graph;
  readonly features: readonly FeatureInput[];
  readonly masks: readonly MaskInput[];
  /** The input of `training` that masks drawn in the graph depend on, int32 `[2]`; null where there are none. */
  readonly randomKey: string | null;
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

/** Cuts a network `inputs -> logits` for one phase. */
export function cutNetwork(network: Graph, options: CutOptions): PhaseProgram {
  const fixed = fixedNodes(network, options.frozenLayers);
  const crossing = findCrossing(network, fixed);
  const { features } = crossing;
  const changing = trainablePart(network, fixed, crossing);
  const masks: MaskInput[] = [];
  const training = prune({ ...changing, ...trainingForm(changing, options, masks) });
  const randomKey = training.inputs.includes(keyInput) ? keyInput : null;
  const inference = prune({ ...changing, nodes: changing.nodes.map(withoutDropout) });
  const statistics = training.nodes.flatMap((node) =>
    node.op === 'batchNorm' && node.attrs.mode === 'train'
      ? [{ node: node.name, mean: node.inputs[3]!, variance: node.inputs[4]! }]
      : [],
  );
  const trained = training.parameters
    .filter((p) => !options.frozenLayers.has(p.layer) && isTrainable(p))
    .map((p) => p.name);
  const computed = computedFeatures({ features });
  const frozen =
    computed.length === 0
      ? null
      : prune({
          ...network,
          nodes: network.nodes.map(withoutDropout),
          outputs: computed.map((f) => f.source),
        });
  return { frozen, training, inference, features, masks, randomKey, trained, statistics };
}

/** The whole network as it predicts: fed with its own inputs, whatever stands before its first layer. */
export const inferenceForm = (network: Graph): Graph =>
  prune({ ...network, nodes: network.nodes.map(withoutDropout) });

/** The changing nodes with what they read that is no feature: parameters, and what is made anew; fed by the features. */
function trainablePart(network: Graph, fixed: ReadonlySet<string>, { features, remade }: Crossing): Graph {
  const renamed = new Map(features.map((f) => [f.source, f.name]));
  const inputs = features.map(
    (f): GraphNode => ({ name: f.name, op: 'input', inputs: [], attrs: {}, outputs: [f.type] }),
  );
  const nodes = network.nodes
    .filter((node) => !fixed.has(node.name) || remade.has(node.name))
    .map((node) => ({ ...node, inputs: node.inputs.map((ref) => renamed.get(ref) ?? ref) }));
  return prune({
    ...network,
    nodes: [...inputs, ...nodes],
    inputs: features.map((f) => f.name),
    outputs: network.outputs.map((ref) => renamed.get(ref) ?? ref),
  });
}

/** Dropout becomes a product with a mask, or draws one itself; batch-norm of trained layers changes mode where asked to. */
function trainingForm(
  graph: Graph,
  { frozenLayers, batchNorm: mode }: CutOptions,
  masks: MaskInput[],
): Pick<Graph, 'nodes' | 'inputs'> {
  const types = nodesByName(graph);
  const fresh = new Set(graph.parameters.filter((p) => !isPretrained(p)).map((p) => p.layer));
  let drawn = 0;
  const nodes = graph.nodes.flatMap((node): GraphNode[] => {
    if (node.op === 'dropout' && node.attrs.drawn === 'outside' && Number(node.attrs.rate) > 0) {
      const mask = { name: `mask/${node.name}`, type: node.outputs[0]!, rate: Number(node.attrs.rate) };
      masks.push(mask);
      const input: GraphNode = { name: mask.name, op: 'input', inputs: [], attrs: {}, outputs: [mask.type] };
      return [input, { ...node, op: 'mul', attrs: {}, inputs: [node.inputs[0]!, mask.name] }];
    }
    if (node.op === 'dropout' && node.attrs.drawn === 'inside' && Number(node.attrs.rate) > 0)
      return [drawnInside(node, drawn++)];
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
  const key: GraphNode = { name: keyInput, op: 'input', inputs: [], attrs: {}, outputs: [keyType] };
  const inputs = [...graph.inputs, ...masks.map((mask) => mask.name)];
  return drawn === 0 ? { nodes, inputs } : { nodes: [key, ...nodes], inputs: [...inputs, keyInput] };
}

const keyInput = 'random_key';
const keyType = int32(2);

/** A dropout whose mask is drawn in the graph. */
function drawnInside(node: GraphNode, stream: number): GraphNode {
  const { together } = node.attrs;
  const attrs: RandomDropoutAttrs = {
    rate: Number(node.attrs.rate),
    stream,
    together: together === 'example' || together === 'tokens' ? together : 'nothing',
  };
  return { ...node, op: randomDropout.name, attrs, inputs: [node.inputs[0]!, keyInput] };
}

/** Dropout as it is outside training: the identity. */
const withoutDropout = (node: GraphNode): GraphNode =>
  node.op === 'dropout' ? { ...node, op: 'identity', attrs: {} } : node;
