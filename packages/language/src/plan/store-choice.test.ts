import { expect, it } from 'vitest';
import { featureBytes } from '../graph/cut.js';
import { nodesByName, typeOf } from '../graph/walk.js';
import { smallClassifier } from '../testing/frozen-to.js';
import { type ChosenCut, chooseStores, hasRoomAtMost, type StoreSizes } from './store-choice.js';

const { frozenTo } = smallClassifier('vit_s_16', 'class_token');

/** A phase whose cut lies behind so many blocks. */
function cutAt(count: number, phase: Partial<ChosenCut['phase']> = {}): ChosenCut {
  const frozen = frozenTo(count);
  const nodes = nodesByName(frozen);
  const features = frozen.outputs.map((source) => ({
    ...({ kind: 'computed', name: source, source } as const),
    type: typeOf(nodes, source),
  }));
  return { phase: { epochs: 3, ...phase }, program: { frozen, features } };
}

const bytes = featureBytes(cutAt(5).program, 0);
const rows = { train: 10, validation: 4, test: 2 };
const sizes: StoreSizes = { rows, changes: null, last: false, inputSize: 224, room: 0 };

it.each<[string, Partial<StoreSizes>, Partial<ChosenCut['phase']>, number]>([
  ['training and validation rows', {}, {}, 14],
  ['as many more as parts of examples', { rows: { ...rows, train: 25 } }, {}, 29],
  ['test rows of the last phase, for its own cut', { last: true }, {}, 15],
  [
    'no validation rows of one that learns pairs',
    {},
    { contrast: { kind: 'pairs', sampling: 'unique', iterations: 1 } },
    10,
  ],
  ['no training rows of one that mixes them', {}, { mix: [] }, 4],
  ['nor where they are changed anew in every epoch', { changes: { stored: null } }, {}, 4],
  ['the stored views of changed ones', { changes: { stored: 2 } }, {}, 24],
  ['no more views than there are epochs', { changes: { stored: 5 } }, {}, 34],
])('stores %s', (_, changed, phase, stored) => {
  const [own, later] = [cutAt(9, phase), cutAt(5, phase)];
  const held = 2 * stored * bytes;
  expect(bytes).toBe(featureBytes(own.program, 0));
  const enough = chooseStores(own, [later], { ...sizes, ...changed, room: held });
  expect(enough).toMatchObject({ later: [later], through: null });
  const short = chooseStores(own, [later], { ...sizes, ...changed, room: held - bytes - 1 });
  expect(short.through?.base).toBe(later.program);
});

it('has room for what fits at its longest', () => {
  const cuts = [cutAt(9), cutAt(5)];
  expect(hasRoomAtMost(cuts, { ...sizes, room: 28 * bytes })).toBe(true);
  expect(hasRoomAtMost(cuts, { ...sizes, room: 28 * bytes - 1 })).toBe(false);
});
