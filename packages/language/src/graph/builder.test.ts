import { describe, expect, it } from 'vitest';
import { GraphBuilder } from './builder.js';
import { conv2d, dense } from './layers.js';
import { add, mul, relu } from './ops/elementwise.js';
import { float32 } from './shape.js';
import { ShapeError } from './types.js';

/** `x -> dense(4) -> relu`, in a block. */
function small() {
  const b = new GraphBuilder();
  const x = b.input('x', float32('batch', 3));
  const y = b.block('block1', () => b.apply(relu, [dense(b, 'block1/dense', x, 4)], {}, 'block1/relu'));
  return { b, x, y };
}

describe('a graph', () => {
  const { b, y } = small();
  const graph = b.finish([y]);

  it('has its nodes in the order in which they were added, each with its type', () => {
    expect(graph.nodes.map(({ name, outputs }) => [name, outputs[0]!.shape])).toEqual([
      ['x', ['batch', 3]],
      ['block1/dense/kernel', [3, 4]],
      ['block1/dense/matmul', ['batch', 4]],
      ['block1/dense/bias', [4]],
      ['block1/dense/bias_add', ['batch', 4]],
      ['block1/relu', ['batch', 4]],
    ]);
  });

  it('knows the layer and block of each parameter, and which node belongs to no layer', () => {
    expect(graph.parameters.map(({ name, role, layer, block }) => [name, role, layer, block])).toEqual([
      ['block1/dense/kernel', 'kernel', 'block1/dense', 'block1'],
      ['block1/dense/bias', 'bias', 'block1/dense', 'block1'],
    ]);
    expect(graph.layers).toEqual([
      {
        name: 'block1/dense',
        kind: 'dense',
        block: 'block1',
        parameters: ['block1/dense/kernel', 'block1/dense/bias'],
      },
    ]);
    expect(graph.blocks).toEqual([{ name: 'block1', layers: ['block1/dense'], output: 'block1/relu' }]);
    const glue = graph.nodes.find((node) => node.name === 'block1/relu')!;
    expect([glue.layer, glue.block]).toEqual([undefined, 'block1']);
  });

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(graph))).toEqual(graph);
  });

  it('can be continued', () => {
    const more = GraphBuilder.from(graph);
    const sum = more.apply(add, [y, y], {}, 'twice');
    expect(more.finish([sum]).nodes.slice(0, -1)).toEqual(graph.nodes);
    expect(graph.outputs).toEqual([y]);
  });
});

it('knows where parameters come from: as their layer says, else their block, else from weights', () => {
  const b = new GraphBuilder();
  const x = b.input('x', float32('batch', 3));
  const y = b.block('block1', () => {
    const pretrained = dense(b, 'block1/dense', x, 3);
    const scale = b.layer('block1/scale', 'test', () => b.parameter('scale', [3], 'scale', 'ones'), {
      origin: 'adapter',
    });
    return b.apply(mul, [pretrained, scale], {});
  });
  const z = b.block('head', () => dense(b, 'head/dense', y, 2), { origin: 'fresh' });
  expect(b.finish([z]).parameters.map(({ name, origin }) => [name, origin])).toEqual([
    ['block1/dense/kernel', 'pretrained'],
    ['block1/dense/bias', 'pretrained'],
    ['block1/scale/scale', 'adapter'],
    ['head/dense/kernel', 'fresh'],
    ['head/dense/bias', 'fresh'],
  ]);
});

it('has constants of any type and shape', () => {
  const b = new GraphBuilder();
  const grid = b.constant('grid', [0, 1, 2, 3], { dtype: 'int32', shape: [2, 2] });
  expect(b.type(grid)).toEqual({ dtype: 'int32', shape: [2, 2] });
  expect(() => b.constant('short', [0, 1], { shape: [3] })).toThrow('short: 2 values for a size of 3.');
});

it('numbers names that are taken', () => {
  const { b, y } = small();
  expect([1, 2, 3].map(() => b.apply(relu, [y], {}, 'again'))).toEqual(['again', 'again_2', 'again_3']);
  expect(b.constant('again', 1)).toBe('again_4');
});

it('refuses what makes no graph', () => {
  const { b, x, y } = small();
  expect(() => b.input('x', float32('batch', 3))).toThrow('Two nodes are named x.');
  expect(() => b.apply(relu, ['nothing'], {})).toThrow('No value named nothing.');
  expect(() => b.apply(relu, [`${y}:1`], {})).toThrow(`No value named ${y}:1.`);
  expect(() => b.apply(add, [x, y], {})).toThrow(ShapeError);
  expect(() => b.parameter('kernel', [1], 'kernel', 'zeros')).toThrow('outside a layer');
  expect(() => conv2d(b, 'conv', x, { filters: 1, size: 3 })).toThrow(/conv: a fixed size is needed/);
});

describe('a layer that is applied again', () => {
  const twice = (units: number) => {
    const { b, y } = small();
    return { b, build: () => b.block('block2', () => b.again(() => dense(b, 'block1/dense', y, units))) };
  };

  it('has the parameters that it had, and is one layer', () => {
    const b = new GraphBuilder();
    const x = b.input('x', float32('batch', 4));
    const y = b.block('block1', () => {
      const once = dense(b, 'shared', x, 4);
      return b.again(() => dense(b, 'shared', once, 4));
    });
    const graph = b.finish([y]);
    expect(graph.parameters.map(({ name }) => name)).toEqual(['shared/kernel', 'shared/bias']);
    expect(graph.layers.map(({ name }) => name)).toEqual(['shared']);
    expect(graph.nodes.filter(({ op }) => op === 'matMul').map(({ inputs }) => inputs[1])).toEqual([
      'shared/kernel',
      'shared/kernel',
    ]);
  });

  it('cannot have other sizes', () => {
    expect(twice(4).build).toThrow('Parameter block1/dense/kernel is [3,4] and [4,4].');
  });
});
