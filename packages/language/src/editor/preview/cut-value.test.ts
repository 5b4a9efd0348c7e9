import { expect, test } from 'vitest';
import { buildBackbone } from '../../backbones/build.js';
import { findBackbone } from '../../backbones/catalogue.js';
import { cutValue, layersOf } from './cut-value.js';

const graph = buildBackbone(findBackbone('resnet18')!);
const layers = graph.blocks.flatMap((block) => block.layers);
const upTo = (name: string) => layersOf(graph, name);

test.each<[string, readonly string[], string | null, string]>([
  ['a block further up', upTo('..stem'), 'layer2', '..layer2'],
  ['a block further down', upTo('all'), 'layer1', '..layer1'],
  ['the block at the cut, which is freed', upTo('..layer2'), 'layer2', '..layer1'],
  ['the first block at the cut', upTo('..stem'), 'stem', 'none'],
  ['the last block', upTo('none'), 'layer4', 'all'],
  ['the last block at the cut', upTo('all'), 'layer4', '..layer3'],
  ['the image', upTo('..layer2'), null, 'none'],
  ['a block where the cut lies within it', layers.slice(0, 3), 'layer1', '..layer1'],
  ['a block where something else is frozen', layers.slice(-upTo('..stem').length), 'stem', '..stem'],
])('a click on %s', (_, frozen, after, value) => {
  expect(cutValue(graph, frozen, after)).toBe(value);
});

test('layers of a value', () => {
  expect(upTo('none')).toEqual([]);
  expect(upTo('all')).toEqual(layers);
  expect(upTo('..stem')).toEqual(graph.blocks[0]!.layers);
});
