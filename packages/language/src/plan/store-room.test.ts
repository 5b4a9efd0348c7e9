import { expect, it } from 'vitest';
import { buildBackbone } from '../backbones/build.js';
import { findBackbone } from '../backbones/catalogue.js';
import { buildNetwork } from '../graph/network.js';
import { cutPhase } from '../graph/phase-network.js';
import { chooseStored, type PassCut } from './store-room.js';

const backbone = findBackbone('vit_s_16')!;
const { blocks } = buildBackbone(backbone, 64);
const head = [
  { kind: 'pool', mode: 'class_token' },
  { kind: 'dense', units: 'classes', activation: null },
] as const;
const network = buildNetwork(backbone, 64, head, 3);

/** The cut behind so many blocks, which all have maps of one size. */
function cut(count: number, changes: Partial<PassCut> = {}): PassCut {
  const frozenLayers = blocks.slice(0, count).flatMap(({ layers }) => layers);
  const { frozen } = cutPhase(network, { frozenLayers, adapt: null, batchNorm: 'frozen' }).program;
  return { frozen: frozen!, bytes: 100, readings: 10, ...changes };
}

it.each<[string, readonly PassCut[], number, readonly (number | null)[]]>([
  ['there is room for all', [cut(11), cut(10), cut(9)], 300, [null, null, null]],
  ['one too much: the nearest above another', [cut(11), cut(9), cut(5)], 250, [1, null, null]],
  ['the shallowest alone', [cut(11), cut(10), cut(9)], 150, [2, 2, null]],
  ['a cut that is read less often', [cut(11), cut(10, { readings: 1 }), cut(9)], 250, [null, 2, null]],
  ['the largest in place of two', [cut(11, { bytes: 300 }), cut(10), cut(9)], 250, [1, null, null]],
  ['two phases with one cut', [cut(11), cut(11), cut(9)], 150, [2, 2, null]],
  ['nothing shallower is there', [cut(9)], 50, [null]],
])('%s', (_, cuts, room, expected) => {
  expect(chooseStored(cuts, room)).toEqual(expected);
});
