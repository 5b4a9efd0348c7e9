import { expect, it } from 'vitest';
import { GraphBuilder } from './builder.js';
import { dense } from './layers.js';
import { add, relu } from './ops/elementwise.js';
import { float32 } from './shape.js';
import { nodesByName, parameterCount, prune, readerCounts, typeOf } from './walk.js';

/** Two inputs, two branches: `left = dense(x)`, `right = dense(y)`, and their sum. */
function branches() {
  const b = new GraphBuilder();
  const [x, y] = ['x', 'y'].map((name) => b.input(name, float32('batch', 2)));
  const left = b.block('left', () => dense(b, 'left/dense', x!, 3));
  const right = b.block('right', () => b.apply(relu, [dense(b, 'right/dense', y!, 3)], {}, 'right/relu'));
  const sum = b.apply(add, [left, right], {}, 'sum');
  return { left, right, sum, graph: b.finish([sum]) };
}

it('prunes everything an output does not need: nodes, inputs, parameters, layers and blocks', () => {
  const { graph, left } = branches();
  const pruned = prune({ ...graph, outputs: [left] });
  expect(pruned.nodes.map((node) => node.name)).toEqual([
    'x',
    'left/dense/kernel',
    'left/dense/matmul',
    'left/dense/bias',
    'left/dense/bias_add',
  ]);
  expect(pruned.inputs).toEqual(['x']);
  expect(pruned.parameters.map((p) => p.name)).toEqual(['left/dense/kernel', 'left/dense/bias']);
  expect(pruned.layers.map((l) => l.name)).toEqual(['left/dense']);
  expect(pruned.blocks.map((block) => block.name)).toEqual(['left']);
});

it('leaves a graph alone that needs everything', () => {
  const { graph } = branches();
  expect(prune(graph)).toEqual(graph);
});

it('counts who reads a value, the graph’s outputs included', () => {
  const { graph, left, right, sum } = branches();
  const counts = readerCounts({ ...graph, outputs: [sum, left] });
  expect([left, right, sum].map((ref) => counts.get(ref))).toEqual([2, 1, 1]);
});

it('tells types and counts parameters', () => {
  const { graph, sum } = branches();
  expect(typeOf(nodesByName(graph), sum)).toEqual(float32('batch', 3));
  expect(() => typeOf(nodesByName(graph), 'nothing')).toThrow('No value named nothing.');
  expect(parameterCount(graph.parameters)).toBe(2 * (2 * 3 + 3));
});
