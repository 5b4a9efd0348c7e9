import { imageInput } from '../backbones/build.js';
import type { Backbone } from '../backbones/card.js';
import type { HeadLayer } from '../resolve/pipeline.js';
import { GraphBuilder } from './builder.js';
import { batchNorm, dense } from './layers.js';
import { dropout } from './ops/dropout.js';
import { type Activation, activations } from './ops/elementwise.js';
import { concat, reduceMax, reduceMean, reshape } from './ops/tensor.js';
import { elementCount, float32 } from './shape.js';
import { type Graph, type Ref, ShapeError } from './types.js';

/** The block every layer of the head belongs to. */
export const headBlock = 'head';

/**
 * Backbone and head as one graph, `image[batch,size,size,3] -> logits[batch,classes]`. The head's layers are
 * named by kind and place: `head/dense`, `head/dense_2`.
 * @throws ShapeError when a head layer does not fit what comes before it.
 */
export function buildNetwork(
  backbone: Backbone,
  size: number,
  head: readonly HeadLayer[],
  classes: number,
): Graph {
  const b = new GraphBuilder();
  const image = b.input(imageInput, float32('batch', size, size, 3));
  const features = backbone.build(b, image);
  const logits = b.block(headBlock, () => buildHead(b, features, head, classes), { origin: 'fresh' });
  return b.finish([logits]);
}

/** Applies the head's layers to a value one after another. */
export function buildHead(b: GraphBuilder, features: Ref, head: readonly HeadLayer[], classes: number): Ref {
  const used = new Map<string, number>();
  const name = (kind: string) => {
    const n = (used.get(kind) ?? 0) + 1;
    used.set(kind, n);
    return `${headBlock}/${n === 1 ? kind : `${kind}_${n}`}`;
  };
  return head.reduce((x, layer) => buildHeadLayer(b, name(layer.kind), x, layer, classes), features);
}

function buildHeadLayer(b: GraphBuilder, name: string, x: Ref, layer: HeadLayer, classes: number): Ref {
  switch (layer.kind) {
    case 'pool':
      return globalPool(b, name, x, layer.mode);
    case 'flatten':
      return b.apply(reshape, [x], { shape: ['batch', elementCount(b.type(x).shape)] }, name);
    case 'dropout':
      return b.apply(dropout, [x], { rate: layer.rate, drawn: 'outside' }, name);
    case 'dense': {
      if (b.type(x).shape.length !== 2) {
        throw new ShapeError('dense: the value before it is a feature map; pool or flatten it first.');
      }
      const y = dense(b, name, x, typeof layer.units === 'number' ? layer.units : classes);
      return layer.activation === null ? y : activate(b, `${name}/activation`, y, layer.activation);
    }
    case 'batch_norm':
      return batchNorm(b, name, x, { epsilon: 1e-3, momentum: 0.99 });
    case 'activation':
      return activate(b, name, x, layer.activation);
  }
}

function globalPool(b: GraphBuilder, name: string, x: Ref, mode: 'average' | 'max' | 'both'): Ref {
  if (b.type(x).shape.length !== 4) {
    throw new ShapeError('pool: the value before it is not a feature map; it is already pooled.');
  }
  const attrs = { axes: [1, 2], keepDims: false };
  if (mode === 'average') return b.apply(reduceMean, [x], attrs, name);
  if (mode === 'max') return b.apply(reduceMax, [x], attrs, name);
  const mean = b.apply(reduceMean, [x], attrs, `${name}/average`);
  const max = b.apply(reduceMax, [x], attrs, `${name}/max`);
  return b.apply(concat, [mean, max], {}, name);
}

function activate(b: GraphBuilder, name: string, x: Ref, activation: Activation): Ref {
  return b.apply(activations[activation].op, [x], {}, name);
}
