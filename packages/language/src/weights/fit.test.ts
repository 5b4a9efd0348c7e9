import { describe, expect, test } from 'vitest';
import { buildBackbone } from '../backbones/build.js';
import type { Backbone } from '../backbones/card.js';
import { findBackbone } from '../backbones/catalogue.js';
import { withDecoder } from '../backbones/decoded.js';
import { readAwdLstm } from '../import/fastai/awd-lstm.js';
import { fastaiBackbone } from '../import/fastai/card.js';
import { shapesOf } from './example.js';
import { fitWeights, type TensorHeader } from './fit.js';

/** ResNet-18 as a file of Keras would have it: the graph's own names, in which layers stand side by side. */
const resnet = findBackbone('resnet18')!;
const keras: Backbone = {
  ...resnet,
  layouts: [{ name: 'keras', locate: (tensor) => ({ tensor, transpose: 'none' }) }],
};
const graph = buildBackbone(keras);

const headers = (change: Record<string, readonly number[] | undefined> = {}, prefix = '') =>
  new Map<string, TensorHeader>(
    Object.entries({ ...shapesOf(keras), ...change }).flatMap(([name, shape]) =>
      shape ? [[`${prefix}${name}`, { dtype: 'float32', shape }]] : [],
    ),
  );

const fit = (found: ReadonlyMap<string, TensorHeader>) => fitWeights(found, keras, graph);
const [first = '', second = '', third = ''] = Object.keys(shapesOf(keras));

describe('a file of Keras', () => {
  test('fits, with its head left aside', () => {
    expect(fit(headers({ 'dense/kernel': [512, 3], 'dense/bias': [3] }))).toMatchObject({
      prefix: '',
      aside: ['dense/kernel', 'dense/bias'],
    });
  });

  test('fits with a published head for other classes, which is left aside too', () => {
    const { kernel = '', bias = '' } = keras.classifier ?? {};
    expect(fit(headers({ [kernel]: [512, 3], [bias]: [3] }))).toMatchObject({ aside: [kernel, bias] });
    const published = fit(headers({ [kernel]: [512, 1000], [bias]: [1000] }));
    expect(published).toMatchObject({ aside: [], classifier: expect.anything() });
  });

  test('fits below the name of a model', () => {
    expect(fit(headers({}, 'resnet.18/'))).toMatchObject({ prefix: 'resnet.18/', aside: [] });
  });

  test('does not where layers are left over that are called as the backbone’s are', () => {
    const layer = second.split('/')[0]!.replace(/\d+/, '9');
    expect(fit(headers({ [`${layer}_more/kernel`]: [3, 3, 8, 8] }))).toMatchObject({
      problem: expect.stringMatching(/^it has 1 tensors too many/),
    });
  });
});

describe('a misfit', () => {
  test('names the tensor, what it is and what it must be', () => {
    expect(fit(headers({ [first]: [1, 2] }))).toMatchObject({
      problem: `its tensor ${first} is [1,2], not [${shapesOf(keras)[first]}]`,
    });
  });

  test('lists what is missing and what stands there instead', () => {
    const found = headers({ [first]: undefined, [second]: undefined, [third]: undefined, 'x/kernel': [3] });
    expect(fit(found)).toMatchObject({
      problem: `it has no tensor ${first}, nor ${second}, ${third}; it has x/kernel instead`,
    });
  });
});

test('an encoder alone is no language model, and says so', () => {
  const network = readAwdLstm({ emb_sz: 4, n_hid: 6, n_layers: 2 }, { size: 4, begin: 0, never: [1] });
  const encoder = fastaiBackbone('lm', network, { tokenizer: { kind: 'files', files: {} } });
  const model = withDecoder(encoder, 'word');
  const saved = (card: Backbone) =>
    new Map(Object.entries(shapesOf(card)).map(([name, shape]) => [name, { dtype: 'float32', shape }]));
  expect(fitWeights(saved(model), model, buildBackbone(model))).toMatchObject({ aside: [] });
  expect(fitWeights(saved(encoder), encoder, buildBackbone(encoder))).toMatchObject({ aside: [] });
  expect(fitWeights(saved(encoder), model, buildBackbone(model))).toMatchObject({
    problem: expect.stringMatching(/no tensor .*; it holds the encoder alone, which cannot predict tokens$/),
    remedy: expect.stringContaining('`label`'),
  });
});
