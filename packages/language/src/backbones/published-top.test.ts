import { describe, expect, it, test } from 'vitest';
import { resolveText } from '../compile-text.js';
import { buildNetwork } from '../graph/network.js';
import { shapeInFile } from '../weights/file-shape.js';
import { findBackbone } from './catalogue.js';
import { topBlock, withChosenTop } from './published-top.js';

const resolve = async (backbone: string, freeze = 'all', head = 'dense(classes)') => {
  const text = `pipeline p { backbone ${backbone} data images("x") head { ${head} }
    schedule { phase a { freeze: ${freeze} epochs: 5 } } }`;
  const { pipelines, diagnostics } = await resolveText(text, { file: '/p.tlp' });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return { pipeline: pipelines[0], codes: errors.map(({ code }) => code) };
};

test('the hidden layers are the last block, and the head is built on their vector', async () => {
  const { pipeline, codes } = await resolve('vgg16 { top: published }', `..${topBlock}`);
  expect(codes).toEqual([]);
  expect(pipeline?.backbone.top).toBe('published');
  const card = withChosenTop(findBackbone('vgg16')!, pipeline!.backbone);
  const { blocks, parameters } = buildNetwork(card, 224, pipeline!.head, 5);
  expect(blocks.map(({ name }) => name).slice(-3)).toEqual(['block5', topBlock, 'head']);
  expect(parameters.slice(-2).map(({ shape }) => shape)).toEqual([[4096, 5], [5]]);
  expect(pipeline?.schedule.phases[0]?.frozenLayers.slice(-2)).toEqual(['fc1', 'fc2']);
});

test('a pipeline without a head gets one that does not pool', async () => {
  const text = `pipeline p { backbone alexnet { top: published } data images("x")
    schedule { phase a { freeze: all epochs: 5 } } }`;
  const { pipelines } = await resolveText(text, { file: '/p.tlp' });
  expect(pipelines[0]?.head.map(({ kind }) => kind)).toEqual(['dense']);
});

test.each([
  ['mobilenet_v3_small', 1024, 'classifier.0.weight', [1024, 576]],
  ['mobilenet_v3_small_keras', 1024, 'conv_2/kernel', [1, 1, 576, 1024]],
])('the hidden layer of %s follows the pool, at any size', async (name, width, tensor, shape) => {
  const { pipeline, codes } = await resolve(`${name} { top: published input: 160px }`);
  expect(codes).toEqual([]);
  const card = withChosenTop(findBackbone(name)!, pipeline!.backbone);
  const [kernel] = buildNetwork(card, 160, pipeline!.head, 5).parameters.slice(-2);
  expect(kernel?.shape).toEqual([width, 5]);
  const place = card.layouts[0]!.locate('hidden/kernel');
  expect([place.tensor, shapeInFile([576, width], place)]).toEqual([tensor, shape]);
});

describe('what does not fit is an error', () => {
  it.each([
    ['resnet18 { top: published }', 'all', 'dense(classes)', 'TLP212'],
    ['vgg16 { top: published input: 160px }', 'all', 'dense(classes)', 'TLP213'],
    ['vgg16', '..classifier', 'pool dense(classes)', 'TLP400'],
    ['vgg16 { top: published weights: imagenet_features }', 'all', 'dense(classes)', 'TLP201'],
  ])('%s, freeze %s', async (backbone, freeze, head, code) => {
    expect((await resolve(backbone, freeze, head)).codes).toContain(code);
  });
});

it('has other files for the two, where one holds the features alone', () => {
  const card = findBackbone('vgg16')!;
  const addresses = [card, withChosenTop(card, { top: 'published' })].map(({ sources }) =>
    sources
      .find(({ name }) => name === 'imagenet_keras')
      ?.origins.map((origin) => origin.kind === 'url' && origin.url),
  );
  expect(addresses.flat()).toEqual([
    expect.stringContaining('kernels_notop.h5'),
    expect.stringContaining('kernels.h5'),
  ]);
});
