import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PickleTruncated } from './bytes.js';
import type { PickleGlobal } from './machine.js';
import { PickleError } from './machine.js';
import { unpickle } from './unpickle.js';

const refuse = (module: string, name: string): PickleGlobal => {
  throw new PickleError(`it names ${module}.${name}`);
};
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const read = (text: string) => unpickle(bytesOf(text), { global: refuse }).value;

describe('unpickle', () => {
  // Each as Python's `pickle.dumps` writes it.
  it.each([
    ['None', '\x80\x02N.', null],
    ['True, protocol 2', '\x80\x02\x88.', true],
    ['-5', '\x80\x02J\xfb\xff\xff\xff.', -5],
    ['300', '\x80\x02M,\x01.', 300],
    ['2**40', '\x80\x02\x8a\x06\x00\x00\x00\x00\x00\x01.', 2 ** 40],
    ['-1 as LONG1', '\x80\x02\x8a\x01\xff.', -1],
    ['2**70', `\x80\x02\x8a\x09${'\x00'.repeat(8)}\x40.`, 2n ** 70n],
    ['protocol 0: 12L', 'L12L\n.', 12],
    ['1.5', '\x80\x02G\x3f\xf8\x00\x00\x00\x00\x00\x00.', 1.5],
    ['protocol 0: 1.5', 'F1.5\n.', 1.5],
    ['"é"', '\x80\x02X\x02\x00\x00\x00\xc3\xa9q\x00.', 'é'],
    ['"a", protocol 4', '\x80\x04\x95\x05\x00\x00\x00\x00\x00\x00\x00\x8c\x01a\x94.', 'a'],
    ['(1, 2)', '\x80\x02K\x01K\x02\x86q\x00.', [1, 2]],
    ['[1, [2]]', '\x80\x02]q\x00(K\x01]q\x01K\x02ae.', [1, [2]]],
    ['{"a": 1}', '\x80\x02}q\x00X\x01\x00\x00\x00aq\x01K\x01s.', new Map([['a', 1]])],
    ['{1}', '\x80\x04\x8f\x94(K\x01\x90.', new Set([1])],
    ['b"ab"', '\x80\x03C\x02abq\x00.', Uint8Array.of(97, 98)],
    ['a = [1]; (a, a)', '\x80\x02]q\x00K\x01ah\x00\x86q\x01.', [[1], [1]]],
  ])('reads %s', (_, pickle, expected) => {
    expect(read(pickle)).toEqual(expected);
  });

  it('tells where the pickle ends, so that another can follow', () => {
    const bytes = bytesOf('K\x07.K\x08.');
    const { value, end } = unpickle(bytes, { global: refuse });
    expect([value, unpickle(bytes, { global: refuse, start: end }).value]).toEqual([7, 8]);
  });

  it('calls only what it is given', () => {
    const global = (_: string, name: string): PickleGlobal =>
      name === 'pair' ? { call: (args) => ['pair', ...args] } : refuse('m', name);
    expect(unpickle(bytesOf('cm\npair\nK\x01K\x02\x86R.'), { global }).value).toEqual(['pair', 1, 2]);
    expect(() => unpickle(bytesOf("cos\nsystem\n(S'ls'\ntR."), { global })).toThrow('it names m.system');
  });

  it.each([
    ['an unknown instruction', '\x80\x02\xff.', 'unknown instruction 0xff at byte 2'],
    ['an empty stack', '.', 'stack runs empty'],
    ['a missing mark', 't.', 'a mark is missing'],
    ['a value never stored', 'h\x05.', 'recalls value 5'],
    ['a call of a list', '])R.', 'calls something that is not a function'],
    ['a list item of a dict', '}K\x01a.', 'not a list'],
    ['a dict item of a list', ']K\x01K\x02s.', 'not a dict'],
    ['protocol 9', '\x80\x09N.', 'protocol 9'],
    ['a number that is none', 'I1e5\n.', 'as a number'],
    ['a persistent id without data', 'K\x01Q.', 'outside itself'],
    ['attributes on a number', 'K\x01}b.', 'not a dict'],
  ])('refuses %s', (_, pickle, message) => {
    expect(() => read(pickle)).toThrow(message);
  });

  it('allocates nothing for a length beyond the file', () => {
    for (const pickle of ['X\xff\xff\xff\x7f', `\x8e${'\xff'.repeat(8)}`, `\x96${'\x00'.repeat(7)}\x01`]) {
      expect(() => read(pickle)).toThrow(PickleTruncated);
    }
  });

  it('ends one that fills the memory', () => {
    for (const pickle of [']\x94'.padEnd(4_500_000, '\x94'), '}'.repeat(1_950_000)]) {
      expect(() => read(pickle)).toThrow('longer than any model needs');
    }
  });

  it('throws only its own errors, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          unpickle(bytes, { global: refuse });
        } catch (error) {
          expect(error instanceof PickleError || error instanceof PickleTruncated).toBe(true);
        }
      }),
      { seed: 3, numRuns: 3000 },
    );
  });
});
