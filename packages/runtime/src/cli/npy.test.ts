import { expect, it } from 'vitest';
import { npyHeader, npyRow } from './npy.js';

it('writes the header that numpy.lib.format describes', () => {
  const header = npyHeader([2, 3]);
  expect(header.length % 64).toBe(0);
  expect([...header.subarray(0, 8)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  expect(header.readUInt16LE(8)).toBe(header.length - 10);
  expect(header.toString('latin1', 10).trimEnd()).toBe(
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }",
  );
  expect(header.at(-1)).toBe(0x0a);
});

it('writes a tuple of one with its comma', () => {
  expect(npyHeader([7]).toString('latin1')).toContain("'shape': (7,), }");
});

it('goes over a header of more rows', () => {
  const most = npyHeader([1e9, 3]);
  const fewer = npyHeader([7, 3], most.length);
  expect(fewer.length).toBe(most.length);
  expect(fewer.toString('latin1')).toContain("'shape': (7, 3)");
});

it('writes little-endian float32', () => {
  expect([...npyRow(Float32Array.of(1, -2))]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
});
