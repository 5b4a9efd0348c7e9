import { describe, expect, it, test } from 'vitest';
import { resolveText } from '../compile-text.js';
import { nodesByName, typeOf } from '../graph/walk.js';
import { shapeInFile } from '../weights/file-shape.js';
import { fitWeights, type TensorHeader } from '../weights/fit.js';
import { buildBackbone } from './build.js';
import type { Backbone } from './card.js';
import { backbones, findBackbone } from './catalogue.js';
import { endingAt } from './until.js';

const ofImages = backbones.filter(({ modality }) => modality === 'images');
/** One of a family: the smallest. */
const families = [...new Set(ofImages.map(({ family }) => family))].map(
  (family) => ofImages.filter((one) => one.family === family).sort((x, y) => x.parameters - y.parameters)[0]!,
);

const outputOf = (card: Backbone): string => {
  const graph = buildBackbone(card);
  return `${typeOf(nodesByName(graph), graph.outputs[0]!).shape}`;
};

it.each(families.map((card) => [card.name, card] as const))('%s ends at any of its blocks', (_, card) => {
  const whole = buildBackbone(card);
  for (const { name, output } of whole.blocks.slice(0, -1)) {
    const graph = buildBackbone(endingAt(card, name));
    expect(graph.blocks.at(-1)?.name).toBe(name);
    expect(graph.outputs).toEqual([output]);
    const kept = new Set(graph.parameters.map((parameter) => parameter.name));
    expect(kept.size).toBeLessThanOrEqual(whole.parameters.length);
    expect(graph.layers.flatMap(({ parameters }) => parameters).every((each) => kept.has(each))).toBe(true);
  }
});

test('the counts are those of the first blocks', () => {
  const card = endingAt(findBackbone('resnet18')!, 'layer1');
  // The stem: 7·7·3·64 + 2·64; two blocks of two convolutions: 4 · (3·3·64·64 + 2·64).
  expect(card.parameters).toBe(9408 + 128 + 4 * (36_864 + 128));
  expect(outputOf(card)).toBe('batch,56,56,64');
  expect(endingAt(findBackbone('resnet18')!, 'layer4')).toBe(findBackbone('resnet18'));
  expect(endingAt(findBackbone('resnet18')!, 'layer1')).toBe(card);
});

test('tokens stay tokens, and what comes before them is a map', () => {
  const vit = findBackbone('vit_b_16')!;
  const blocks = buildBackbone(vit).blocks.map(({ name }) => name);
  expect(endingAt(vit, blocks.at(-2)).tokens).toEqual(vit.tokens);
  expect(outputOf(endingAt(vit, blocks.at(-2)))).toBe('batch,197,768');
});

describe('weight files', () => {
  const card = findBackbone('xception')!;
  const whole = buildBackbone(card);
  const [layout] = card.layouts;
  const headers = new Map<string, TensorHeader>(
    whole.parameters.map(({ name, shape }) => {
      const place = layout!.locate(name);
      return [place.tensor, { dtype: 'float32', shape: shapeInFile(shape, place) }];
    }),
  );
  const [first] = whole.blocks.slice(1);
  const short = endingAt(card, first!.name);
  const graph = buildBackbone(short);

  it('of the whole network fit, and only what is wanted is read', () => {
    const fit = fitWeights(headers, short, graph);
    if (!('places' in fit)) throw new Error(fit.problem);
    expect(fit.places.map(({ parameter }) => parameter.name)).toEqual(graph.parameters.map((p) => p.name));
    expect(fit.aside).toEqual([]);
  });

  it('of another network do not', () => {
    const cut = new Map([...headers].slice(0, -3));
    expect(fitWeights(cut, short, graph)).toHaveProperty('problem');
  });
});

describe('in a pipeline', () => {
  const resolve = async (backbone: string, freeze = 'all', more = '') => {
    const text = `pipeline p { backbone ${backbone} data images("x") ${more}
      schedule { phase a { freeze: ${freeze} epochs: 5 } } }`;
    const { pipelines, diagnostics } = await resolveText(text, { file: '/p.tlp' });
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    return { pipeline: pipelines[0], errors: errors.map(({ code, message }) => `${code} ${message}`) };
  };

  it('the block is the last one that can be frozen', async () => {
    const { pipeline, errors } = await resolve('resnet18 { until: layer2 }');
    expect(errors).toEqual([]);
    expect(pipeline?.backbone).toMatchObject({ name: 'resnet18', until: 'layer2' });
    expect(pipeline?.schedule.phases[0]?.frozenLayers.some((layer) => layer.startsWith('layer3'))).toBe(
      false,
    );
  });

  it.each([
    ['resnet18 { until: layer9 }', 'all', 'TLP400 The backbone has no block `layer9`.'],
    [
      'resnet18 { until: layer2 }',
      '..layer3',
      'TLP400 With `until: layer2`, the backbone has no block `layer3`.',
    ],
    ['resnet18 { until: "layer2" }', 'all', /^TLP\d+ .*name of a block of the backbone/],
    [
      'vgg16 { until: block4 top: published }',
      'all',
      'TLP212 `until: block4` leaves out the hidden layers that `top: published` keeps.',
    ],
  ])('%s, freeze %s', async (backbone, freeze, message) => {
    const { errors } = await resolve(backbone, freeze);
    expect(errors).toEqual([typeof message === 'string' ? message : expect.stringMatching(message)]);
  });
});
