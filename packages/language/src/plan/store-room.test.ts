import { expect, it } from 'vitest';
import { smallClassifier } from '../testing/frozen-to.js';
import { chooseStored, type PassCut } from './store-room.js';

const { frozenTo } = smallClassifier('vit_s_16', 'class_token');

/** The cut behind so many blocks, which all have maps of one size. */
const cut = (count: number, changes: Partial<PassCut> = {}): PassCut => ({
  frozen: frozenTo(count),
  bytes: 100,
  readings: 10,
  ...changes,
});

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
