import { expect, it } from 'vitest';
import { chooseMistakes, seenAtFirst } from './choose-mistakes.js';

const mistakes = (count: number, cell: readonly [number, number]) =>
  Array.from({ length: count }, (_, i) => ({ cell, rank: 1 / (i + 1) }));

it('keeps all where they are few', () => {
  const all = mistakes(30, [0, 1]);
  expect(chooseMistakes(all)).toEqual(all);
});

it('has the worst of each cell, where one cell holds most of them', () => {
  const common = mistakes(5000, [0, 1]);
  const rare = [mistakes(3, [1, 0]), mistakes(40, [2, 0])]
    .flat()
    .map((one) => ({ ...one, rank: 0.001 * one.rank }));
  const all = [...common, ...rare];
  const chosen = chooseMistakes(all);
  expect(chosen).toHaveLength(240);
  expect(chosen).toEqual(all.filter((one) => chosen.includes(one)));
  expect(chosen.slice(0, seenAtFirst)).toEqual(common.slice(0, seenAtFirst));
  expect(chosen.filter(({ cell }) => cell[0] === 1)).toHaveLength(3);
  expect(chosen.filter(({ cell }) => cell[0] === 2)).toHaveLength(40);
});
