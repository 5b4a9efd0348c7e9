import type { Backbone, BackboneValues } from '../backbones/card.js';
import type { HeadLayer } from '../resolve/pipeline.js';
import { GraphBuilder } from './builder.js';
import { convolve } from './convolve.js';
import { batchNorm, dense } from './layers.js';
import { dropout } from './ops/dropout.js';
import { type Activation, activations } from './ops/elementwise.js';
import { l2Normalize } from './ops/normalization.js';
import { reshape } from './ops/tensor.js';
import { type Pooled, pool } from './pool.js';
import { recurrentLayer } from './recurrent-layer.js';
import { elementCount } from './shape.js';
import { type Graph, type Ref, ShapeError } from './types.js';

/** The block every layer of the head belongs to. */
export const headBlock = 'head';

/** Adds what a backbone is fed with; the values by name. */
export const addInputs = (b: GraphBuilder, backbone: Backbone, size: number): Readonly<Record<string, Ref>> =>
  Object.fromEntries(backbone.inputs(size).map(({ name, type }) => [name, b.input(name, type)]));

/**
 * Backbone and head as one graph, from the backbone's inputs to `logits[batch,classes]`, or `logits[batch,tokens,tags]`; without a
 * head, to what the backbone gives. The head's layers are named by kind and place: `head/dense`, `head/dense_2`.
 * @throws ShapeError when a head layer does not fit what comes before it.
 */
export function buildNetwork(
  backbone: Backbone,
  size: number,
  head: readonly HeadLayer[],
  classes: number,
): Graph {
  const b = new GraphBuilder();
  const given = { ...backbone.build(b, addInputs(b, backbone, size)), ...backbone.tokens };
  // A network with a decoder needs no head.
  if (head.length === 0) return b.finish([given.features]);
  const logits = b.block(headBlock, () => buildHead(b, given, head, classes), { origin: 'fresh' });
  return b.finish([logits]);
}

/** What a head is built on; `prefix` as the backbone's card has it. */
type HeadInput = BackboneValues & Partial<NonNullable<Backbone['tokens']>>;

/** Applies the head's layers to what a backbone gives, one after another. */
export function buildHead(
  b: GraphBuilder,
  { features, prefix = 0, mask }: HeadInput,
  head: readonly HeadLayer[],
  classes: number,
): Ref {
  const used = new Map<string, number>();
  const name = (kind: string) => {
    const n = (used.get(kind) ?? 0) + 1;
    used.set(kind, n);
    return `${headBlock}/${n === 1 ? kind : `${kind}_${n}`}`;
  };
  const about = { prefix, mask };
  return head.reduce((x, layer) => buildHeadLayer(b, name(layer.kind), x, layer, classes, about), features);
}

function buildHeadLayer(
  b: GraphBuilder,
  name: string,
  x: Ref,
  layer: HeadLayer,
  classes: number,
  about: Pooled,
): Ref {
  switch (layer.kind) {
    case 'pool':
      return pool(b, name, x, layer.mode, about);
    case 'flatten':
      return b.apply(reshape, [x], { shape: ['batch', elementCount(b.type(x).shape)] }, name);
    case 'normalize':
      return b.apply(l2Normalize, [x], { epsilon: 1e-12 }, name);
    case 'convolution': {
      const y = convolve(b, name, x, layer, about);
      return layer.activation === null ? y : activate(b, `${name}/activation`, y, layer.activation);
    }
    case 'lstm':
    case 'gru':
      return recurrentLayer(b, name, x, layer, about);
    case 'dropout':
      return b.apply(dropout, [x], { rate: layer.rate, drawn: 'outside' }, name);
    case 'dense': {
      // Of the tokens of a text each has its own answer.
      const { shape } = b.type(x);
      if (shape.length !== 2 && !(shape.length === 3 && shape[1] === 'tokens')) {
        throw new ShapeError('dense: the value before it is a feature map; pool or flatten it first.');
      }
      const { units, bias, initializer } = layer;
      const y = dense(b, name, x, typeof units === 'number' ? units : classes, {
        ...(bias === undefined ? {} : { bias }),
        ...(initializer ? { initializer } : {}),
      });
      return layer.activation === null ? y : activate(b, `${name}/activation`, y, layer.activation);
    }
    case 'batch_norm': {
      const { epsilon = 1e-3, momentum = 0.99, offset = 0 } = layer;
      return batchNorm(b, name, x, { epsilon, momentum, offset });
    }
    case 'activation':
      return activate(b, name, x, layer.activation);
  }
}

function activate(b: GraphBuilder, name: string, x: Ref, activation: Activation): Ref {
  return b.apply(activations[activation].op, [x], {}, name);
}
