import { describe, expect, it } from 'vitest';
import type { HeadLayer } from '../resolve/pipeline.js';
import { GraphBuilder } from './builder.js';
import { buildHead } from './network.js';
import { float32 } from './shape.js';
import { type Dim, type Graph, ShapeError } from './types.js';

/** The head alone on a value of that shape, three classes. */
function head(shape: readonly Dim[], ...layers: readonly HeadLayer[]): Graph {
  const b = new GraphBuilder();
  const x = b.input('features', float32(...shape));
  return b.finish([b.block('head', () => buildHead(b, { features: x }, layers, 3))]);
}

const featureMap = ['batch', 4, 4, 8] as const;
const vector = ['batch', 8] as const;
const logits: HeadLayer = { kind: 'dense', units: 'classes', activation: null };

const outputOf = (graph: Graph) => {
  const node = graph.nodes.find(({ name }) => name === graph.outputs[0])!;
  return [node.op, node.name, node.outputs[0]!.shape];
};

it.each<[HeadLayer, readonly Dim[], [op: string, name: string, shape: readonly Dim[]]]>([
  [{ kind: 'pool', mode: 'average' }, featureMap, ['reduceMean', 'head/pool', ['batch', 8]]],
  [{ kind: 'pool', mode: 'max' }, featureMap, ['reduceMax', 'head/pool', ['batch', 8]]],
  [{ kind: 'pool', mode: 'both' }, featureMap, ['concat', 'head/pool', ['batch', 16]]],
  [{ kind: 'pool', mode: 'concat' }, featureMap, ['concat', 'head/pool', ['batch', 16]]],
  [{ kind: 'flatten' }, featureMap, ['reshape', 'head/flatten', ['batch', 128]]],
  [{ kind: 'dropout', rate: 0.2 }, vector, ['dropout', 'head/dropout', ['batch', 8]]],
  [logits, vector, ['biasAdd', 'head/dense/bias_add', ['batch', 3]]],
  [{ kind: 'dense', units: 5, activation: 'gelu' }, vector, ['gelu', 'head/dense/activation', ['batch', 5]]],
  [
    { kind: 'dense', units: 5, activation: null, bias: false },
    vector,
    ['matMul', 'head/dense/matmul', ['batch', 5]],
  ],
  [{ kind: 'batch_norm' }, vector, ['batchNorm', 'head/batch_norm/norm', ['batch', 8]]],
  [{ kind: 'activation', activation: 'tanh' }, vector, ['tanh', 'head/activation', ['batch', 8]]],
])('builds %o', (layer, shape, expected) => {
  expect(outputOf(head(shape, layer))).toEqual(expected);
});

it.each([
  ['both', ['head/pool/average', 'head/pool/max']],
  ['concat', ['head/pool/max', 'head/pool/average']],
] as const)('pools by %s in this order', (mode, order) => {
  const graph = head(featureMap, { kind: 'pool', mode });
  expect(graph.nodes.find(({ name }) => name === 'head/pool')?.inputs).toEqual(order);
});

it('has the settings of a batch-norm', () => {
  const graph = head(vector, { kind: 'batch_norm', epsilon: 1e-5, momentum: 0.9, offset: 1e-3 });
  expect(graph.nodes.find(({ op }) => op === 'batchNorm')?.attrs).toMatchObject({
    epsilon: 1e-5,
    momentum: 0.9,
  });
  const beta = graph.parameters.find(({ role }) => role === 'offset');
  expect(beta?.initializer).toEqual({ kind: 'constant', value: 1e-3 });
});

it('numbers layers of one kind from the second on', () => {
  const hidden: HeadLayer = { kind: 'dense', units: 5, activation: 'relu' };
  const graph = head(featureMap, { kind: 'pool', mode: 'average' }, hidden, { kind: 'batch_norm' }, logits);
  expect(graph.layers.map(({ name, kind }) => [name, kind])).toEqual([
    ['head/dense', 'dense'],
    ['head/batch_norm', 'batch_norm'],
    ['head/dense_2', 'dense'],
  ]);
  expect(graph.parameters.map((p) => p.name)).toContain('head/dense_2/bias');
  expect(graph.parameters.every((p) => p.block === 'head')).toBe(true);
});

describe('a head that does not fit', () => {
  it.each<[string, readonly Dim[], HeadLayer, RegExp]>([
    ['pools twice', vector, { kind: 'pool', mode: 'max' }, /pool: .* already pooled/],
    ['has a dense layer on a feature map', featureMap, logits, /dense: .*pool or flatten/],
    ['drops everything', vector, { kind: 'dropout', rate: 1 }, /dropout: the rate 1/],
  ])('%s', (_what, shape, layer, message) => {
    expect(() => head(shape, layer)).toThrow(ShapeError);
    expect(() => head(shape, layer)).toThrow(message);
  });
});
