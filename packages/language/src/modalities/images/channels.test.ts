import { describe, expect, it, test } from 'vitest';
import { buildBackbone } from '../../backbones/build.js';
import { findBackbone } from '../../backbones/catalogue.js';
import { exampleText } from '../../checks/example.js';
import { resolveText } from '../../compile-text.js';
import { hover } from '../../editor/hover.js';
import { sceneOf } from '../../editor/testing.js';
import { planPipeline } from '../../plan/plan.js';
import { imageBackbones } from './backbones.js';
import { backboneFor, preprocessingOf } from './channels.js';
import { preprocessingText } from './preprocessing.js';
import { preset } from './presets.js';

const resnet = imageBackbones.find(({ name }) => name === 'resnet18')!;
/** One of each family, which read images alike. */
const families = [...new Map(imageBackbones.map((backbone) => [backbone.family, backbone])).values()];

describe.each(families.map((backbone) => [backbone.name, backbone] as const))('%s', (_, backbone) => {
  it.each([1, 4])('for %i channels differs in one kernel, in its channels alone', (channels) => {
    const shapes = (card: typeof backbone) =>
      new Map(buildBackbone(card).parameters.map(({ name, shape }) => [name, shape]));
    const [published, adapted] = [shapes(backbone), shapes(backboneFor(backbone, { channels }))];
    expect([...adapted.keys()]).toEqual([...published.keys()]);
    const other = [...adapted].filter(([name, shape]) => `${shape}` !== `${published.get(name)}`);
    expect(other).toHaveLength(1);
    const [[name, [height, width, from, filters]]] = other as [[string, [number, number, number, number]]];
    expect(from).toBe(channels);
    expect(published.get(name)).toEqual([height, width, 3, filters]);
  });
});

test('a card for three channels is that of the catalogue, and each other one is made once', () => {
  const gray = backboneFor(resnet, { channels: 1 });
  expect(backboneFor(resnet, { channels: 3 })).toBe(resnet);
  expect(backboneFor(resnet, {})).toBe(resnet);
  expect(backboneFor(resnet, { preprocessing: gray.preprocessing })).toBe(gray);
  expect(backboneFor(gray, { channels: 4 })).toBe(backboneFor(resnet, { channels: 4 }));
  expect(backboneFor(gray, {})).toBe(resnet);
});

test.each([
  ['torch', 1, 'Gray values from 0 to 255'],
  ['torch', 2, 'Gray and alpha values'],
  ['torch', 4, 'RGBA values'],
  ['caffe', 1, 'Gray values'],
  ['caffe', 4, 'BGRA values'],
] as const)('%s for %i channels is told as "%s"', (name, channels, words) => {
  expect(preprocessingText(preprocessingOf(preset(name), channels))).toContain(words);
});

async function pipelineOf(data: string, sets: readonly string[] = []) {
  const { pipelines, diagnostics } = await resolveText(exampleText({ backbone: 'resnet18', data }), {
    file: '/p.tlp',
    sets,
  });
  return { pipeline: pipelines[0], codes: diagnostics.map(({ code }) => code) };
}

test.each([
  ['channels: 1', 1],
  ['batch: 16', 3],
])('`%s` gives a network of %i channels', async (data, channels) => {
  const { pipeline } = await pipelineOf(data);
  expect(pipeline?.data).toMatchObject({ channels });
  const sizes = { classes: 2, images: { train: 8, validation: 2, test: 2 } };
  const { phases } = planPipeline(pipeline!, findBackbone('resnet18')!, sizes);
  const parameters = 11_176_512 - (3 - channels) * 7 * 7 * 64;
  expect(phases[0]?.parameters).toMatchObject({ frozen: parameters + 9600 });
});

test('the command line may say it', async () => {
  expect((await pipelineOf('batch: 16', ['data.channels=4'])).pipeline?.data).toMatchObject({ channels: 4 });
});

test.each([['channels: 5'], ['channels: 0'], ['channels: 1.5'], ['channels: gray']])(
  'refuses `%s`',
  async (data) => {
    expect((await pipelineOf(data)).codes).toHaveLength(1);
  },
);

test('a hover tells how such images are prepared', () => {
  const marked = exampleText({ backbone: 'resnet$018', data: 'channels: 1' });
  const scene = sceneOf(marked);
  const contents = hover.answer(scene, scene.params)?.contents as { value: string };
  expect(contents.value).toContain('Gray values from 0 to 255 are divided by 255, reduced by 0.449');
});
