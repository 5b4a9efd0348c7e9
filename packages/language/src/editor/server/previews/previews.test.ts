import { expect, test } from 'vitest';
import { exampleText } from '../../../checks/example.js';
import { sceneOf } from '../../testing.js';
import { backboneGraph } from './backbone-graph.js';
import { explain } from './explain.js';
import { pipelines } from './pipelines.js';
import { plan } from './plan.js';

const uri = 'file:///work/test.tlp';
const text = exampleText({
  schedule:
    'phase head {\n  freeze: all\n  epochs: 3\n}\nphase tune {\n  freeze: ..block5\n  epochs: 2\n  learning_rate: 1e-5\n}',
});

test('the graph has every block with its shape, and the cut of each phase', () => {
  const graph = backboneGraph.answer(sceneOf(text), { uri })!;
  expect(graph).toMatchObject({ pipeline: 'flowers', inputSize: 128, classes: null });
  expect(graph.blocks.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['stem', 'block1', 'block5', 'head']),
  );
  expect(graph.blocks.at(-1)).toMatchObject({ part: 'head', shape: ['classes'] });
  expect(graph.blocks[0]).toMatchObject({ part: 'backbone', shape: [64, 64, 32] });
  expect(graph.phases.map(({ name, cutAfter }) => [name, cutAfter])).toEqual([
    ['head', graph.blocks.at(-2)!.name],
    ['tune', 'block5'],
  ]);
  const tune = graph.phases[1]!;
  expect(tune.blocks.find(({ name }) => name === 'block5')?.state).toBe('computed_once');
  expect(tune.blocks.find(({ name }) => name === 'block6')?.state).toBe('trained');
  expect(tune.trained + tune.frozen).toBe(graph.parameters);
});

test('a broken head or size still gives a graph', () => {
  const broken = text.replace('pool(average)', 'pool(averge)').replace('input: 128px', 'input: 3px');
  expect(backboneGraph.answer(sceneOf(broken), { uri })).toMatchObject({ inputSize: 224 });
});

test('a plan without data counts what the pipeline alone tells', () => {
  const found = plan.answer(sceneOf(text), { uri, pipeline: 'flowers' });
  expect(found).toMatchObject({ classes: null, backbone: 'efficientnet_lite0' });
  expect(found?.phases.map(({ name }) => name)).toEqual(['head', 'tune']);
});

test('a resolved pipeline lists values with where they came from', () => {
  const found = explain.answer(sceneOf(text), { uri, line: 3 });
  expect(found?.text).toMatch(/^schedule\.tune\.epochs +2 {2}\/\/ line \d+$/m);
  expect(found?.text).toMatch(/^data\.batch .*\/\/ default/m);
});

test('pipelines are listed with their lines; what is not there has no answer', () => {
  const scene = sceneOf(`\n${text}`);
  expect(pipelines.answer(scene, { uri })).toEqual([{ name: 'flowers', line: 1 }]);
  expect(backboneGraph.answer(scene, { uri, pipeline: 'other' })).toBeNull();
  expect(plan.answer(sceneOf('pipeline p {'), { uri })).toBeNull();
});
