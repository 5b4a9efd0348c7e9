import type { HeadLayer } from '@tlp/language/resolve/pipeline.js';
import { expect, it, test } from 'vitest';
import { imagePreparationForm } from '../modalities/images/preparation.js';
import { type CardWithWeights, readCard, storedCard } from './model-card.js';

const card: CardWithWeights = {
  format: 2,
  name: 'tiny',
  description: '',
  backbone: 'tiny',
  head: [{ kind: 'dense', units: 'classes', activation: null }],
  inputSize: 16,
  preparation: {
    resize: 'stretch',
    preprocessing: {
      interpolation: 'bilinear',
      order: 'rgb',
      scale: 1,
      mean: [0, 0, 0],
      deviation: [1, 1, 1],
    },
  },
  task: 'classification',
  outputs: ['a', 'b'],
  settings: { thresholds: null, scales: null },
  weights: { bytes: 1, sha256: 'ab' },
};

const multiLabel: CardWithWeights = {
  ...card,
  task: 'multi_label',
  settings: { thresholds: [0.5, 0.25], scales: null },
};
const rejection = { name: 'other', keep: 0.95, threshold: -1.5 };

const cards: readonly CardWithWeights[] = [
  card,
  { ...card, settings: { ...card.settings, rejection } },
  {
    ...card,
    settings: { ...card.settings, rejection: { ...rejection, by: { kind: 'nearest', k: 3 } } },
    known: { bytes: 2, sha256: 'cd' },
  },
  multiLabel,
  { ...card, task: 'regression', settings: { thresholds: null, scales: [{ mean: -2e6, deviation: 1e-3 }] } },
];

test.each(cards)('the card of a model for $task is read as it was written', (written) => {
  expect(readCard(JSON.parse(JSON.stringify(storedCard(written))), imagePreparationForm)).toEqual(written);
});

const layers: readonly HeadLayer[] = [
  { kind: 'pool', mode: 'concat' },
  { kind: 'pool', mode: 'class_token' },
  { kind: 'batch_norm', epsilon: 1e-5, momentum: 0.9, offset: 1e-3 },
  { kind: 'dense', units: 8, activation: 'relu', bias: false, initializer: 'he_normal' },
];

test.each(layers)('a head with %o is read as it was written', (layer) => {
  const written = { ...card, head: [layer, ...card.head] };
  expect(readCard(JSON.parse(JSON.stringify(storedCard(written))), imagePreparationForm)).toEqual(written);
});

it.each([
  ['head.0.bias', { ...layers[3], bias: true }],
  ['head.0.epsilon', { ...layers[2], epsilon: 0 }],
  ['head.0.spread', { ...layers[2], spread: 1 }],
])('refuses %s', (place, layer) => {
  const stored = { ...storedCard(card), head: [layer] };
  expect(() => readCard(stored, imagePreparationForm)).toThrow(place);
});

it.each([
  ['settings.thresholds.1', { thresholds: [0.5, 1.5], scales: null }],
  ['settings.scales.0.deviation', { thresholds: null, scales: [{ mean: 0, deviation: 0 }] }],
])('refuses %s that means nothing', (place, settings) => {
  expect(() => readCard(storedCard({ ...multiLabel, settings }), imagePreparationForm)).toThrow(place);
});
