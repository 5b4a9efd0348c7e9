import { fail } from '@tlp/language/diagnostic.js';
import { expect, test } from 'vitest';
import { portableStandsIn } from './choose.js';
import { noteStandIn, onStandIn, standIns } from './stand-in.js';

test.each([
  ['TLP750', true],
  ['TLP751', true],
  ['TLP754', false],
  ['TLP758', false],
])('after %s the portable engine may stand in: %s', (code, may) => {
  expect(portableStandsIn(fail(code, 'The library …', 'Set it up.'))).toBe(may);
});

test('whoever listens hears of each stand-in once, of earlier ones too', () => {
  noteStandIn('B stands in for A', 'A is missing.', 'Install A.');
  const heard: string[] = [];
  const end = onStandIn(({ message }) => heard.push(message));
  noteStandIn('B stands in for A', 'A is missing.', 'Install A.');
  noteStandIn('D stands in for C', 'C is missing.', 'Install C.');
  end();
  noteStandIn('F stands in for E', 'E is missing.', 'Install E.');
  expect(heard).toEqual([
    'B stands in for A, slower and with slightly different numbers: A is missing.',
    'D stands in for C, slower and with slightly different numbers: C is missing.',
  ]);
  expect(standIns()).toHaveLength(3);
});
