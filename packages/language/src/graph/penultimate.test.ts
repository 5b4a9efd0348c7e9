import { expect, test } from 'vitest';
import { findBackbone } from '../backbones/catalogue.js';
import type { HeadLayer } from '../resolve/pipeline.js';
import { cutNetwork, inferenceForm } from './cut.js';
import { buildNetwork } from './network.js';
import { alsoGiving, onlyGiving, penultimateOf } from './penultimate.js';
import { nodesByName, typeOf } from './walk.js';

const backbone = findBackbone('mobilenet_v2')!;
const head: readonly HeadLayer[] = [
  { kind: 'pool', mode: 'average' },
  { kind: 'dense', units: 64, activation: 'relu' },
  { kind: 'dropout', rate: 0.5 },
  { kind: 'dense', units: 'classes', activation: null },
];
const network = buildNetwork(backbone, 96, head, 3);

test('is what the last dense layer reads', () => {
  const penultimate = penultimateOf(network);
  expect(penultimate).toEqual({ at: 'head/dropout', width: 64 });
  const graph = inferenceForm(alsoGiving(network, penultimate));
  const shapes = graph.outputs.map((ref) => typeOf(nodesByName(graph), ref).shape);
  expect(shapes).toEqual([
    ['batch', 3],
    ['batch', 64],
  ]);
});

test('is found in what a phase trains, also where that is fed with it', () => {
  const plain = buildNetwork(backbone, 96, [head[0]!, head[3]!], 3);
  const layers = plain.layers.filter(({ block }) => block !== 'head').map(({ name }) => name);
  const { inference } = cutNetwork(plain, { frozenLayers: new Set(layers), batchNorm: 'frozen' });
  const penultimate = penultimateOf(plain, inference);
  expect(penultimate).toEqual({ at: inference.inputs[0], width: 1280 });
  const { nodes, inputs, parameters } = onlyGiving(inference, penultimate);
  expect(nodes.map(({ op }) => op)).toEqual(['input', 'identity']);
  expect([inputs, parameters]).toEqual([inference.inputs, []]);
});

test('there is none where the head does not end in a dense layer', () => {
  const flat = buildNetwork(backbone, 96, [head[0]!], 3);
  expect(() => penultimateOf(flat)).toThrow('A head ends in a dense layer.');
});
