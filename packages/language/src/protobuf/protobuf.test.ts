import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMessage } from './message.js';
import { bytesSource, wholeOf, windowed } from './source.js';
import { fieldsOf, ProtobufError } from './wire.js';

/** `08 96 01`, the example of protobuf's own guide, as field 1 with the value 150. */
const guide = Uint8Array.of(0x08, 0x96, 0x01);

const read = (...bytes: number[]) => readMessage(bytesSource(Uint8Array.from(bytes)));
const varint = (value: bigint): number[] => {
  const bits = BigInt.asUintN(64, value);
  return bits < 128n ? [Number(bits)] : [Number(bits & 127n) | 128, ...varint(bits >> 7n)];
};

test('the example of the guide', () => {
  expect([...fieldsOf(bytesSource(guide), wholeOf(bytesSource(guide)))]).toEqual([
    { number: 1, kind: 'varint', value: 150 },
  ]);
});

test('values by field number', () => {
  const message = read(
    ...[0x0a, 2, 0x68, 0x69],
    ...[0x12, 3, 1, 0x80, 1],
    ...[0x10, 5],
    ...[0x1d, 0, 0, 0xc0, 0x3f],
    ...[0x22, 2, 0x08, 7],
  );
  expect(message.text(1)).toBe('hi');
  expect(message.ints(2)).toEqual([1, 128, 5]);
  expect(message.float(3)).toBe(1.5);
  expect(message.message(4)?.int(1)).toBe(7);
  expect(message.stretch(1)).toEqual({ position: 2, length: 2 });
  expect([message.has(9), message.int(9, 3), message.text(9), message.message(9)]).toEqual([
    false,
    3,
    '',
    undefined,
  ]);
});

test('the last value of a field counts', () => {
  expect(read(0x08, 1, 0x08, 2).int(1)).toBe(2);
});

test('integers are signed, 64 bits long', () => {
  fc.assert(
    fc.property(fc.bigInt(-(2n ** 53n), 2n ** 53n), (value) => {
      expect(read(0x08, ...varint(value)).int(1)).toBe(Number(value));
    }),
  );
  expect(read(0x08, ...varint(2n ** 63n - 1n)).int(1)).toBe(2 ** 63);
});

test.each([
  ['a number that goes on beyond the end', [0x08, 0x80]],
  ['a number of eleven bytes', [0x08, ...new Array<number>(10).fill(0xff), 1]],
  ['a length beyond the end', [0x0a, 200, 1, 1]],
  ['a negative length', [0x0a, ...varint(-1n)]],
  ['a group', [0x0b]],
  ['field 0', [0x00, 0x00]],
  ['a fixed number cut short', [0x0d, 0, 0]],
])('%s is refused', (_, bytes) => {
  expect(() => read(...bytes)).toThrow(ProtobufError);
});

test('a field of another type is refused', () => {
  expect(() => read(0x08, 1).text(1)).toThrow(/field 1 is of another type/);
  expect(() => read(0x0a, 1, 1).int(1)).toThrow(/field 1 is no integer/);
  expect(() => read(0x0a, 1, 1).floats(1)).toThrow(/cut short/);
});

test('any bytes are a message or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      try {
        for (const field of fieldsOf(bytesSource(bytes), wholeOf(bytesSource(bytes)))) {
          if (field.kind !== 'varint')
            expect(field.at.position + field.at.length).toBeLessThanOrEqual(bytes.length);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(ProtobufError);
      }
    }),
    { numRuns: 2000 },
  );
});

test('a long value is passed over: a model is not read whole', () => {
  const size = 2 ** 31 + 6;
  const length = [...varint(BigInt(2 ** 31))];
  const head = Uint8Array.of(0x4a, ...length);
  let most = 0;
  const message = readMessage({
    size,
    read(position, bytes) {
      most = Math.max(most, bytes);
      return Uint8Array.from({ length: bytes }, (_, i) => head[position + i] ?? 0);
    },
  });
  expect(message.stretch(9)).toEqual({ position: 6, length: 2 ** 31 });
  expect(most).toBeLessThanOrEqual(65_536);
  expect(() => message.bytes(9)).toThrow(ProtobufError);
});

test('a windowed source gives the same bytes', () => {
  const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 7 + (i >> 8)) % 256);
  const source = windowed(bytesSource(bytes));
  for (const [position, length] of [
    [0, 3],
    [65_530, 20],
    [10, 100],
    [1, 150_000],
    [199_990, 10],
  ] as const) {
    expect(source.read(position, length)).toEqual(bytes.subarray(position, position + length));
  }
});
