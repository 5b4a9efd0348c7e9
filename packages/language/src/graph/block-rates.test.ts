import { expect, test } from 'vitest';
import { buildBackbone } from '../backbones/build.js';
import { findBackbone } from '../backbones/catalogue.js';
import { blockRates, parameterRates } from './block-rates.js';

const backbone = (name: string) => buildBackbone(findBackbone(name)!);
const rounded = (rates: object) =>
  Object.fromEntries(Object.entries(rates).map(([name, rate]) => [name, Number(rate.toPrecision(6))]));

test('multiplies once a block, from the head down', () => {
  const rates = blockRates(backbone('vgg16'), new Set(), 0.5);
  expect(rates).toEqual({ block1: 1 / 32, block2: 1 / 16, block3: 1 / 8, block4: 1 / 4, block5: 1 / 2 });
});

test('counts a norm above the last block with that block, as timm does', () => {
  const rates = rounded(blockRates(backbone('vit_ti_16'), new Set(), 0.9));
  expect(rates).toMatchObject({
    top: 0.9,
    block12: 0.9,
    block11: 0.81,
    stem: Number((0.9 ** 13).toPrecision(6)),
  });
});

test('leaves out what is frozen, and counts on from the head all the same', () => {
  const graph = backbone('vit_ti_16');
  const frozen = graph.layers.filter(({ block }) => !['block11', 'block12', 'top'].includes(block));
  const rates = blockRates(graph, new Set(frozen.map(({ name }) => name)), 0.9);
  expect(rounded(rates)).toEqual({ block11: 0.81, block12: 0.9, top: 0.9 });
});

test('gives every parameter of a block its rate, and the head none of its own', () => {
  const graph = backbone('vit_ti_16');
  const rates = parameterRates(graph.parameters, { top: 0.5 });
  expect(rates).toEqual({ 'top_norm/gamma': 0.5, 'top_norm/beta': 0.5 });
  expect(parameterRates(graph.parameters)).toEqual({});
});
