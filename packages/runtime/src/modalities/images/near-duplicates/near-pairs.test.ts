import { expect, test } from 'vitest';
import { createRandom, type Random } from '../../../random.js';
import { bitCount, hashOf, type Look, lookLength } from './look.js';
import { type Looked, nearPairs } from './near-pairs.js';

function look(hash: readonly number[], color = 100): Look {
  const made = new Float32Array(lookLength).fill(color * 256 + color);
  made.set(hash);
  return made;
}

/** Four numbers with bits set here and there. */
const hash = (random: Random): number[] => [0, 1, 2, 3].map(() => random.int(2 ** 16));

/** With some of its bits turned. */
function turned(bits: readonly number[], count: number, random: Random): number[] {
  const changed = [...bits];
  for (const at of random.shuffle([...Array(64).keys()]).slice(0, count)) {
    changed[at >> 4]! ^= 1 << (at & 15);
  }
  return changed;
}

const named = (prefix: string, looks: readonly Look[]): Looked[] =>
  looks.map((one, i) => ({ id: `${prefix}${i}`, look: one }));

test.each([
  [0, 1],
  [1, 1],
  [3, 1],
  [4, 0],
])('of images whose hashes differ in %i bits, %i is told', (bits, told) => {
  const random = createRandom('near', bits);
  for (let i = 0; i < 50; i++) {
    const one = hash(random);
    const pairs = nearPairs(named('held', [look(one)]), named('other', [look(turned(one, bits, random))]));
    expect(pairs).toEqual(told === 0 ? [] : [{ held: 'held0', other: 'other0', distance: bits }]);
  }
});

test('the nearest of several is told, once', () => {
  const random = createRandom('nearest');
  const one = hash(random);
  const others = [2, 1, 3].map((bits) => look(turned(one, bits, random)));
  expect(nearPairs(named('held', [look(one)]), named('other', others))).toMatchObject([{ other: 'other1' }]);
});

test('other colors and plain images are not told', () => {
  const random = createRandom('colors');
  const one = hash(random);
  const red = look(one);
  for (let i = 4; i < lookLength; i += 3) red[i] = 220 * 256 + 20;
  expect(nearPairs(named('held', [look(one)]), named('other', [red]))).toEqual([]);
  const plain = look([1, 2, 0, 0]);
  expect(nearPairs(named('held', [plain]), named('other', [plain]))).toEqual([]);
});

test('the same pairs are found as by comparing all with all', () => {
  const random = createRandom('all');
  const others = Array.from({ length: 400 }, () => hash(random));
  const held = others.slice(0, 100).map((one) => turned(one, random.int(7), random));
  const pairs = nearPairs(
    named(
      'held',
      held.map((one) => look(one)),
    ),
    named(
      'other',
      others.map((one) => look(one)),
    ),
  );
  const bitsOf = (a: readonly number[], b: readonly number[]): number =>
    [0, 1].reduce((sum, i) => sum + bitCount((hashOf(look(a))[i]! ^ hashOf(look(b))[i]!) >>> 0), 0);
  const expected = held.flatMap((one, i) => {
    const least = Math.min(...others.map((other) => bitsOf(one, other)));
    return least <= 3 ? [`held${i} ${least}`] : [];
  });
  expect(pairs.map((pair) => `${pair.held} ${pair.distance}`)).toEqual(expected);
  expect(expected.length).toBeGreaterThan(30);
});
