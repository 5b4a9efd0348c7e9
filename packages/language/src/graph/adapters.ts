/**
 * Low-rank adapters: beside the kernel `W[in,out]` of a dense layer, `A[in,rank]` and `B[rank,out]` are trained in its place,
 * `y = xW + (alpha/rank)·(dropout(x)A)B`. Hu et al. 2021, arXiv:2106.09685; as PEFT 0.21 has it (`tuners/lora/layer.py`): A is
 * drawn uniformly (Kaiming, a=√5), B starts at zero, and of kernels that lie side by side in one matrix, as GPT-2's queries, keys
 * and values do, all are adapted, with one A.
 */
import type { Lora } from '../resolve/pipeline.js';
import type { GraphBuilder } from './builder.js';
import { dropped } from './layers.js';
import { add, mul } from './ops/elementwise.js';
import { matMul } from './ops/tensor.js';
import { isPretrained } from './parameters.js';
import { rewrite } from './rewrite.js';
import type { AttentionRole, Graph, Parameter, Ref } from './types.js';

/** The adapter of one matrix. */
export interface Adapter {
  /** The layer that holds its parameters. */
  readonly layer: string;
  readonly block: string;
  /** Parameter `A[in,rank]`. */
  readonly down: string;
  /** The kernels of the matrix, side by side: one, or those that lie in it together. */
  readonly parts: readonly AdaptedKernel[];
}

export interface AdaptedKernel {
  /** `W[in,out]`. */
  readonly kernel: Parameter;
  /** Parameter `B[rank,out]`. */
  readonly up: string;
}

/** The matrices of a network that can be adapted, in its order. @param frozenLayers those that stay as they are */
export function adaptersOf(
  network: Graph,
  on: Lora['on'],
  frozenLayers: ReadonlySet<string> = new Set(),
): readonly Adapter[] {
  const kernels = denseKernels(network);
  const adapters = new Map<string, Adapter>();
  for (const { name, block, attention } of network.layers) {
    const kernel = kernels.get(name);
    if (!kernel || frozenLayers.has(name) || !isChosen(on, attention)) continue;
    const layer = `${attention?.matrix ?? name}/lora`;
    const up = attention?.matrix === undefined ? 'b' : `b_${attention.part}`;
    const parts = [...(adapters.get(layer)?.parts ?? []), { kernel, up: `${layer}/${up}` }];
    adapters.set(layer, { layer, block, down: `${layer}/a`, parts });
  }
  return [...adapters.values()];
}

/** Kernels `[in,out]` of pretrained dense layers that are multiplied with as they are, by their layers. */
function denseKernels({ nodes, layers, parameters }: Graph): ReadonlyMap<string, Parameter> {
  const isDense = new Set(layers.filter(({ kind }) => kind === 'dense').map(({ name }) => name));
  const factors = new Set(nodes.flatMap((node) => (isProduct(node) ? [node.inputs[1]] : [])));
  return new Map(
    parameters
      .filter((p) => isPretrained(p) && p.shape.length === 2 && isDense.has(p.layer) && factors.has(p.name))
      .map((p) => [p.layer, p]),
  );
}

const isProduct = ({ op, attrs }: Pick<Graph['nodes'][number], 'op' | 'attrs'>): boolean =>
  op === 'matMul' && attrs.transposeA === false && attrs.transposeB === false;

function isChosen(on: Lora['on'], attention: AttentionRole | undefined): boolean {
  if (on === 'all') return true;
  if (attention === undefined || on === 'attention') return attention !== undefined;
  // One of three in a matrix cannot be adapted alone there.
  return attention.matrix !== undefined || attention.part === 'query' || attention.part === 'value';
}

/** The network with adapters beside its kernels, each in the block of its kernel and in a layer of its own. */
export function withAdapters(network: Graph, adapters: readonly Adapter[], lora: Lora): Graph {
  const byKernel = new Map(
    adapters.flatMap((adapter) => adapter.parts.map((part) => [part.kernel.name, { adapter, part }])),
  );
  const made = new Set<string>();
  const narrowed = new Map<string, Ref>();
  const adapted = rewrite(network, (node, b, inputs) => {
    const { adapter, part } = (isProduct(node) && byKernel.get(node.inputs[1]!)) || {};
    if (!adapter || !part) return null;
    const y = b.keep({ ...node, inputs });
    return b.within({ block: adapter.block }, () => {
      if (!made.has(adapter.layer)) addParameters(b, adapter, lora);
      made.add(adapter.layer);
      return b.within({ layer: adapter.layer, block: adapter.block }, () => {
        // Kernels of one matrix read the same value, which is made narrow once.
        const use = `${adapter.down} ${inputs[0]}`;
        const narrow = narrowed.get(use) ?? narrowOf(b, inputs[0]!, adapter, lora);
        narrowed.set(use, narrow);
        const wide = b.apply(matMul, [narrow, part.up], plain, 'wide');
        const scale = b.constant(`${adapter.layer}/scale`, lora.alpha / lora.rank);
        return [b.apply(add, [y, b.apply(mul, [wide, scale], {}, 'scaled')], {}, 'sum')];
      });
    });
  });
  const layersIn = (block: string) =>
    adapters.filter((adapter) => adapter.block === block).map(({ layer }) => layer);
  return {
    ...adapted,
    blocks: adapted.blocks.map((block) => ({ ...block, layers: [...block.layers, ...layersIn(block.name)] })),
  };
}

const plain = { transposeA: false, transposeB: false };

function addParameters(b: GraphBuilder, { layer, parts }: Adapter, { rank }: Lora): void {
  const build = () => {
    const inputs = parts[0]!.kernel.shape[0]!;
    b.parameter('a', [inputs, rank], 'kernel', { kind: 'uniform', limit: inputs ** -0.5 });
    for (const { kernel, up } of parts)
      b.parameter(up.slice(layer.length + 1), [rank, kernel.shape[1]!], 'kernel', 'zeros');
  };
  b.layer(layer, 'lora', build, { origin: 'adapter' });
}

function narrowOf(b: GraphBuilder, x: Ref, { down }: Adapter, { dropout: rate }: Lora): Ref {
  return b.apply(matMul, [dropped(b, x, rate, 'kept'), down], plain, 'narrow');
}
